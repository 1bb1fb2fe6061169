import type { CommandName } from '../../../shared/ipc/contract.ts';
import { discardEdit } from './attention/discard-edit.ts';
import { retryEdit } from './attention/retry-edit.ts';
import { createBlock } from './blocks/create-block.ts';
import { editBlock } from './blocks/edit-block.ts';
import { importBlocks } from './blocks/import-blocks.ts';
import { joinBlock } from './blocks/join-block.ts';
import { moveBlock } from './blocks/move-block.ts';
import { removeBlock } from './blocks/remove-block.ts';
import { restoreBlock } from './blocks/restore-block.ts';
import { restoreBlockVersion } from './blocks/restore-block-version.ts';
import { splitBlock } from './blocks/split-block.ts';
import { updateBlock } from './blocks/update-block.ts';
import { askAgain } from './chat/ask-again.ts';
import { beginChat } from './chat/begin-chat.ts';
import { removeChat } from './chat/remove-chat.ts';
import { restoreChat } from './chat/restore-chat.ts';
import { sendChatMessage } from './chat/send-chat-message.ts';
import type { StoreCommand } from './command.ts';
import { reopenConflict } from './conflicts/reopen-conflict.ts';
import { resolveConflict } from './conflicts/resolve-conflict.ts';
import { changeSources } from './episodes/change-sources.ts';
import { createEpisode } from './episodes/create-episode.ts';
import { importEpisode } from './episodes/import-episode.ts';
import { publishEpisode, unpublishEpisode } from './episodes/publish-episode.ts';
import { removeEpisode } from './episodes/remove-episode.ts';
import { restoreEpisode } from './episodes/restore-episode.ts';
import { updateEpisode } from './episodes/update-episode.ts';
import { recordEvent } from './events/record-event.ts';
import { cancelGeneration } from './generation/cancel-generation.ts';
import { requestGeneration } from './generation/request-generation.ts';
import { createHighlight } from './highlights/create-highlight.ts';
import { removeHighlight } from './highlights/remove-highlight.ts';
import { restoreHighlight } from './highlights/restore-highlight.ts';
import { updateHighlight } from './highlights/update-highlight.ts';
import { createNote } from './notes/create-note.ts';
import { moveNote } from './notes/move-note.ts';
import { removeNote } from './notes/remove-note.ts';
import { restoreNote } from './notes/restore-note.ts';
import { updateNote } from './notes/update-note.ts';
import { updateOrganization } from './organization/update-organization.ts';
import { createProject } from './projects/create-project.ts';
import { forgetInProject, recallInProject, rememberInProject } from './projects/memories.ts';
import { removeProject } from './projects/remove-project.ts';
import { restoreProject } from './projects/restore-project.ts';
import { updateProject } from './projects/update-project.ts';
import { acknowledgeRecovery } from './recovery/acknowledge-recovery.ts';

/** Commands that act on the connection and not on the store (sync/sync-control.ts). */
export type ControlCommandName = 'sync.set-offline' | 'sync.now' | 'sync.check' | 'sync.confirm-deletions';
export type StoreCommandName = Exclude<CommandName, ControlCommandName>;

export const STORE_COMMANDS: { readonly [C in StoreCommandName]: StoreCommand<C> } = {
  'organization.update': updateOrganization,
  'project.create': createProject,
  'project.update': updateProject,
  'project.remove': removeProject,
  'project.restore': restoreProject,
  'project.remember': rememberInProject,
  'project.forget': forgetInProject,
  'project.recall': recallInProject,
  'episode.create': createEpisode,
  'episode.update': updateEpisode,
  'episode.import': importEpisode,
  'episode.change-sources': changeSources,
  'episode.publish': publishEpisode,
  'episode.unpublish': unpublishEpisode,
  'episode.remove': removeEpisode,
  'episode.restore': restoreEpisode,
  'block.create': createBlock,
  'block.import': importBlocks,
  'block.edit': editBlock,
  'block.split': splitBlock,
  'block.join': joinBlock,
  'block.update': updateBlock,
  'block.move': moveBlock,
  'block.remove': removeBlock,
  'block.restore': restoreBlock,
  'block.restore-version': restoreBlockVersion,
  'note.create': createNote,
  'note.update': updateNote,
  'note.move': moveNote,
  'note.remove': removeNote,
  'note.restore': restoreNote,
  'highlight.create': createHighlight,
  'highlight.update': updateHighlight,
  'highlight.remove': removeHighlight,
  'highlight.restore': restoreHighlight,
  'chat.begin': beginChat,
  'chat.send': sendChatMessage,
  'chat.ask-again': askAgain,
  'chat.remove': removeChat,
  'chat.restore': restoreChat,
  'generation.request': requestGeneration,
  'generation.cancel': cancelGeneration,
  'conflict.resolve': resolveConflict,
  'conflict.reopen': reopenConflict,
  'attention.retry': retryEdit,
  'attention.discard': discardEdit,
  'recovery.acknowledge': acknowledgeRecovery,
  'event.record': recordEvent,
};

export function isStoreCommand(name: string): name is StoreCommandName {
  return Object.hasOwn(STORE_COMMANDS, name);
}
