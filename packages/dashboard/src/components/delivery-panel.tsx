import type { Channel, Delivery } from '@bugsage/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { deliveriesQuery, replayDelivery } from '../api/alerts.ts';
import { DELIVERY_WORDS, deliveryTopic } from '../format/alert-words.ts';
import { visibleText } from '../format/visible-text.ts';
import { ActionTable } from './action-table.tsx';
import { Panel } from './panel.tsx';
import { RelativeTime } from './relative-time.tsx';
import { RowButton } from './row-button.tsx';

type Properties = {
  readonly projectId: number;
  readonly channels: readonly Channel[];
  readonly isMember: boolean;
};

/** The newest messages with what became of them; those that ended can be sent again. */
export function DeliveryPanel({ projectId, channels, isMember }: Properties) {
  const deliveries = useQuery(deliveriesQuery(projectId)).data ?? [];
  const channelOf = (id: string): string =>
    visibleText(channels.find((channel) => channel.id === id)?.name ?? 'a channel that is gone');
  return (
    <Panel title="Messages">
      {deliveries.length === 0 ? (
        <p className="quiet">There was no message in the last 30 days.</p>
      ) : (
        <ActionTable label="Messages" columns={['When', 'About', 'To', 'What became of it']} hasActions>
          {deliveries.map((delivery) => (
            <tr key={delivery.id}>
              <td>
                <RelativeTime at={delivery.created_at} />
              </td>
              <td className="cell-long">
                <Topic delivery={delivery} />
              </td>
              <td className="cell-long">{channelOf(delivery.channel_id)}</td>
              <td className="cell-long">
                {DELIVERY_WORDS[delivery.status]}
                {delivery.error !== null && <p className="quiet">{visibleText(delivery.error)}</p>}
              </td>
              <td className="cell-end">{isMember && <Replay delivery={delivery} />}</td>
            </tr>
          ))}
        </ActionTable>
      )}
    </Panel>
  );
}

function Topic({ delivery: { trigger, issue_id: issueId } }: { readonly delivery: Delivery }) {
  const topic = deliveryTopic(trigger);
  return issueId === null ? topic : <Link to={`/issues/${issueId}`}>{topic}</Link>;
}

/** A message that waits goes out by itself, and of one on its way it is found out what became of it. */
function Replay({ delivery }: { readonly delivery: Delivery }) {
  const queryClient = useQueryClient();
  if (delivery.status === 'pending' || delivery.status === 'sending') return null;
  return (
    <RowButton
      word="Send again"
      label={`Send again: ${deliveryTopic(delivery.trigger)}`}
      action={() => replayDelivery(delivery)}
      onDone={() =>
        queryClient.invalidateQueries({ queryKey: ['projects', delivery.project_id, 'deliveries'] })
      }
    />
  );
}
