import { Link } from 'react-router';
import type { ListedRelease } from '../api/releases.ts';
import { exactCount } from '../format/number.ts';
import { releaseAddress, shareWords } from '../format/release-words.ts';
import { visibleText } from '../format/visible-text.ts';
import { Count } from './count.tsx';
import { RelativeTime } from './relative-time.tsx';
import { ScrollArea } from './scroll-area.tsx';

const NUMBERS = ['Crash-free sessions', 'Crash-free users', 'Adoption', 'Sessions', 'New issues'] as const;

/** Releases, newest first, with how their sessions of the last day fared. */
export function ReleaseTable({ releases }: { readonly releases: readonly ListedRelease[] }) {
  return (
    <ScrollArea className="table-scroll" label="Releases">
      <table className="table release-table">
        <thead>
          <tr>
            <th scope="col">Release</th>
            {NUMBERS.map((word) => (
              <th key={word} scope="col" className="release-number">
                {word}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {releases.map((release) => (
            <ReleaseRow key={release.version} release={release} />
          ))}
        </tbody>
      </table>
    </ScrollArea>
  );
}

function ReleaseRow({ release }: { readonly release: ListedRelease }) {
  const { health } = release;
  return (
    <tr>
      <th scope="row" className="release-name">
        <Link to={releaseAddress(release.version)}>{visibleText(release.version)}</Link>
        <p className="quiet">
          {release.released_at === null ? 'first seen ' : 'released '}
          <RelativeTime at={release.released_at ?? release.created_at} />
        </p>
      </th>
      <td className="release-number">{shareWords(health?.crash_free_sessions ?? null)}</td>
      <td className="release-number">{shareWords(health?.crash_free_users ?? null)}</td>
      <td className="release-number">{shareWords(health?.adoption ?? null)}</td>
      <td className="release-number">
        {health === null ? '–' : <Count value={health.sessions} noun="session" />}
      </td>
      <td className="release-number">{exactCount(release.new_issues)}</td>
    </tr>
  );
}
