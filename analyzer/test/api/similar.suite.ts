import type { NormalizedEvent, PlacedEvent } from '@bugsage/core';
import { SIMILARITY_DIMENSIONS } from '@bugsage/fingerprint';
import { SIMILARITY_VECTOR_LENGTH } from '@bugsage/backends';
import { beforeAll, describe, expect, it } from 'vitest';
import { frameOf } from '../../../benchmarks/grouping/event.ts';
import { placedEvent } from '../../../packages/backends/src/testing/placed-event.ts';
import { SIMILAR_LIMITS } from '../../src/similar/limits.ts';
import type { Fixture } from './fixture.ts';
import { FOREIGN_PROJECT, OWN_PROJECT } from './seed.ts';

type Given = {
  readonly name: string;
  readonly projectId?: number;
  readonly value: string;
  readonly calls: string;
};

/** Names are hex, so that fingerprints and event ids can be made of them. */
const CART: Given = { name: 'ca0', value: 'no price for article 7', calls: 'main checkout total price' };
const NEAR: Given = { name: 'ca1', value: 'no price for article 9', calls: 'main refund total price' };
const FAR: Given = { name: 'fa0', value: 'disk is full', calls: 'backup write flush' };
const FOREIGN: Given = { ...CART, name: 'fe0', projectId: FOREIGN_PROJECT };

export function describeSimilar(fixture: () => Fixture): void {
  describe('similar issues', () => {
    const ids = new Map<string, string>();
    const similar = async (name: string) => {
      const answer = await fixture().call({ url: `/api/v1/issues/${ids.get(name)}/similar`, as: 'viewer' });
      return answer.json().similar as {
        issue: { id: string; project_id: number };
        similarity: number;
        evidence: { kind: string; text: string; share: number }[];
      }[];
    };
    const store = async (given: readonly Given[]): Promise<void> => {
      const { backends, sql } = fixture();
      const [cursor] = await sql<{ pos: number }[]>`
        SELECT pos FROM ingest_cursors WHERE collector = 'c2' AND incarnation = 1`;
      const from = cursor?.pos ?? -1;
      const events = given.map((one, index) => placed(one, from + 1 + index));
      await backends.events.insert(events);
      const range = { collector: 'c2', incarnation: 1, from, to: from + events.length };
      await backends.ingest.commit({ events, deadLetters: [], cursor: range });
      for (const { name, projectId = OWN_PROJECT } of given) {
        const [row] = await sql<{ issue_id: string }[]>`
          SELECT issue_id FROM issue_fingerprints WHERE project_id = ${projectId} AND fingerprint = ${idOf(name)}`;
        ids.set(name, row?.issue_id ?? '');
      }
    };

    beforeAll(() => store([CART, NEAR, FAR, FOREIGN]));

    it('are suggested with what both share, and only where it is no chance', async () => {
      const found = await similar('ca0');
      expect(found.map(({ issue }) => issue.id)).toEqual([ids.get('ca1')]);
      const [{ similarity, evidence } = { similarity: 0, evidence: [] }] = found;
      expect(similarity).toBeGreaterThan(SIMILAR_LIMITS.similarityMin);
      expect(similarity).toBeLessThan(1);
      const texts = evidence.map(({ kind, text }) => `${kind} ${text}`);
      expect(texts).toEqual(expect.arrayContaining(['type PriceError', 'frame shop.js|price', 'word price']));
      expect(texts.join()).not.toContain('checkout');
      expect(evidence.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
      expect(await similar('fa0')).toEqual([]);
    });

    it('are never of another tenant, and not shown to one', async () => {
      expect((await similar('ca0')).every(({ issue }) => issue.project_id === OWN_PROJECT)).toBe(true);
      const url = `/api/v1/issues/${ids.get('ca0')}/similar`;
      expect((await fixture().call({ url, as: 'stranger' })).statusCode).toBe(404);
      const foreign = { url: `/api/v1/issues/${ids.get('fe0')}/similar`, as: 'stranger' } as const;
      expect((await fixture().call(foreign)).json()).toEqual({ similar: [] });
      expect((await fixture().call({ url })).statusCode).toBe(401);
    });

    it('do not merge by themselves, and are gone once a person merged them', async () => {
      expect(ids.get('ca0')).not.toBe(ids.get('ca1'));
      const merge = (path: string, json: object) =>
        fixture().call({ method: 'POST', url: `/api/v1/issues/${path}`, json, as: 'member' });
      await merge(`${ids.get('ca0')}/merge`, { issue_ids: [ids.get('ca1')] });
      expect(await similar('ca0')).toEqual([]);
      await merge(`${ids.get('ca0')}/unmerge`, { issue_id: ids.get('ca1') });
      expect(await similar('ca0')).toHaveLength(1);
    });

    it('need their evidence: without the event behind it there is no suggestion, until another comes', async () => {
      await fixture().backends.events.deleteEvents({ projectId: OWN_PROJECT, fingerprints: [idOf('ca1')] });
      expect(await similar('ca0')).toEqual([]);
      await store([NEAR]);
      expect((await similar('ca0')).map(({ issue }) => issue.id)).toEqual([ids.get('ca1')]);
    });

    it('are at most as many as its bound', async () => {
      const many = Array.from({ length: SIMILAR_LIMITS.listedMax + 5 }, (_, index): Given => ({
        ...CART,
        name: `ca${(index + 16).toString(16)}`,
      }));
      await store(many);
      expect(await similar('ca0')).toHaveLength(SIMILAR_LIMITS.listedMax);
    });

    it('are vectors of the length that the database keeps', () => {
      expect(SIMILARITY_DIMENSIONS).toBe(SIMILARITY_VECTOR_LENGTH);
    });
  });
}

function idOf(name: string): string {
  return name.padEnd(32, '0');
}

let eventsMade = 0;

function placed({ name, projectId = OWN_PROJECT, value, calls }: Given, pos: number): PlacedEvent {
  eventsMade += 1;
  const base = placedEvent({
    pos,
    eventId: `${name}${eventsMade.toString(16).padStart(4, 'e')}`.padEnd(32, '5'),
    projectId,
    fingerprint: idOf(name),
  });
  const frames = calls
    .split(' ')
    .map((call) => frameOf({ function: call, filename: 'shop.js', abs_path: '/srv/shop.js' }));
  const event: NormalizedEvent = {
    ...base.event,
    exceptions: [
      {
        type: name.startsWith('fa') ? 'DiskError' : 'PriceError',
        value,
        module: null,
        mechanism: null,
        frames,
      },
    ],
  };
  return { ...base, event, position: { ...base.position, collector: 'c2' } };
}
