import type { ConversationRow } from '../../shared/contract/schemas.ts';
import type { Say } from '../say.ts';

/** A conversation's own title, or who is in it. */
export function conversationTitle(say: Say, { title, participants }: Pick<ConversationRow, 'title' | 'participants'>): string {
  if (title !== null && title.trim() !== '') return title;
  return participants.length === 0 ? say.t('messages.untitled') : say.list(participants);
}
