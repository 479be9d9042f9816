import type { Channel } from '@bugsage/core';
import { useQueryClient } from '@tanstack/react-query';
import { deleteChannel, switchChannel, testChannel } from '../api/alerts.ts';
import { CHANNEL_WORDS } from '../format/alert-words.ts';
import { visibleText } from '../format/visible-text.ts';
import { notify } from '../state/notices.ts';
import { ActionTable } from './action-table.tsx';
import { RowActions } from './row-actions.tsx';

type Properties = { readonly channels: readonly Channel[]; readonly isAdmin: boolean };

/** Where messages can go; their addresses and secrets are never shown again. */
export function ChannelTable({ channels, isAdmin }: Properties) {
  if (channels.length === 0) return <p className="quiet">There is no channel yet.</p>;
  return (
    <ActionTable label="Channels" columns={['Channel', 'Goes to']} hasActions={isAdmin}>
      {channels.map((channel) => (
        <tr key={channel.id}>
          <td className="cell-long">
            {visibleText(channel.name)}
            {!channel.enabled && <p className="quiet">Switched off</p>}
          </td>
          <td className="cell-long">
            {CHANNEL_WORDS[channel.kind]}
            <p className="quiet">{visibleText(channel.hint)}</p>
          </td>
          {isAdmin && (
            <td className="cell-end">
              <ChannelActions channel={channel} />
            </td>
          )}
        </tr>
      ))}
    </ActionTable>
  );
}

function ChannelActions({ channel }: { readonly channel: Channel }) {
  const queryClient = useQueryClient();
  const test = async () => {
    await testChannel(channel);
    notify({ tone: 'done', text: 'A test message is on its way; see Messages below.', undo: null });
  };
  return (
    <RowActions
      name={visibleText(channel.name)}
      actions={[
        ...(channel.enabled ? [['Test', test] as const] : []),
        [channel.enabled ? 'Switch off' : 'Switch on', () => switchChannel(channel)],
      ]}
      onRemove={() => deleteChannel(channel)}
      onDone={() => queryClient.invalidateQueries({ queryKey: ['projects', channel.project_id] })}
    />
  );
}
