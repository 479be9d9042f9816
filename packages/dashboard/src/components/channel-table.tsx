import type { Channel } from '@bugsage/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { deleteChannel, switchChannel, testChannel } from '../api/alerts.ts';
import { describeFailure } from '../api/api-error.ts';
import { CHANNEL_WORDS } from '../format/alert-words.ts';
import { visibleText } from '../format/visible-text.ts';
import { notify } from '../state/notices.ts';
import { RowButton } from './row-button.tsx';
import { ScrollArea } from './scroll-area.tsx';

type Properties = { readonly channels: readonly Channel[]; readonly isAdmin: boolean };

/** Where messages can go; their addresses and secrets are never shown again. */
export function ChannelTable({ channels, isAdmin }: Properties) {
  if (channels.length === 0) return <p className="quiet">There is no channel yet.</p>;
  return (
    <ScrollArea className="table-scroll" label="Channels">
      <table className="table">
        <thead>
          <tr>
            <th scope="col">Channel</th>
            <th scope="col">Goes to</th>
            {isAdmin && (
              <th scope="col">
                <span className="hidden-visually">Actions</span>
              </th>
            )}
          </tr>
        </thead>
        <tbody>
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
        </tbody>
      </table>
    </ScrollArea>
  );
}

function ChannelActions({ channel }: { readonly channel: Channel }) {
  const queryClient = useQueryClient();
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['projects', channel.project_id] });
  const name = visibleText(channel.name);
  const run = useMutation({
    mutationFn: (action: () => Promise<unknown>) => action(),
    onError: (error) => notify({ tone: 'failed', text: describeFailure(error), undo: null }),
    onSettled: refresh,
  });
  const test = async () => {
    await testChannel(channel);
    notify({ tone: 'done', text: 'A test message is on its way; see Messages below.', undo: null });
  };
  const actions: readonly (readonly [word: string, action: () => Promise<unknown>])[] = [
    ...(channel.enabled ? [['Test', test] as const] : []),
    [channel.enabled ? 'Switch off' : 'Switch on', () => switchChannel(channel)],
  ];
  return (
    <div className="row-actions">
      {actions.map(([word, action]) => (
        <button
          key={word}
          type="button"
          className="button button-small"
          aria-label={`${word}: ${name}`}
          disabled={run.isPending}
          onClick={() => run.mutate(action)}
        >
          {word}
        </button>
      ))}
      <RowButton
        word="Remove"
        label={`Remove ${name}`}
        action={() => deleteChannel(channel)}
        onDone={refresh}
      />
    </div>
  );
}
