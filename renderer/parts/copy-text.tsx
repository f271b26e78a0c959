/** A button that copies a text and says that it did. */
import { Button } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useSay } from '../say.ts';

interface CopyTextProps {
  readonly text: string;
  readonly label: string;
  /** Its whole name, where the label alone does not say what is copied. */
  readonly name?: string;
  readonly small?: boolean;
}

export function CopyText({ text, label, name, small = false }: CopyTextProps) {
  const { t } = useSay();
  const clipboard = useClipboard({ timeout: 2500 });
  return (
    <Button
      variant="default"
      aria-label={name}
      size={small ? 'compact-sm' : 'sm'}
      leftSection={clipboard.copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
      onClick={() => clipboard.copy(text)}
    >
      <span aria-live="polite">{clipboard.error !== null ? t('copy.failed') : clipboard.copied ? t('copy.done') : label}</span>
    </Button>
  );
}
