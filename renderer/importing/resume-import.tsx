import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { api } from '../client.ts';
import { ErrorNotice } from '../parts/error-notice.tsx';
import { useSay } from '../say.ts';

export function ResumeImport({ archive, small = false }: { readonly archive: string; readonly small?: boolean }) {
  const { t } = useSay();
  const navigate = useNavigate();
  const resume = useMutation(
    api.imports.resume.mutationOptions({ onSuccess: ({ job }) => navigate({ to: '/job/$job', params: { job } }) }),
  );
  return (
    <>
      <Button size={small ? 'compact-sm' : 'sm'} loading={resume.isPending} onClick={() => resume.mutate({ archive })}>
        {t('import.resume')}
      </Button>
      {resume.error !== null && <ErrorNotice error={resume.error} />}
    </>
  );
}
