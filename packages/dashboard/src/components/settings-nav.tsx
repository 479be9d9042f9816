import { useQuery } from '@tanstack/react-query';
import { NavLink } from 'react-router';
import { meQuery } from '../api/profile.ts';
import { useCurrentProject } from '../state/current-project.ts';

/** The pages around a project: itself, its organization, and the person. */
export function SettingsNav() {
  const { project } = useCurrentProject();
  const me = useQuery(meQuery()).data;
  const role = me?.organizations.find((row) => row.organization_id === project.organization_id)?.role;
  const isAdmin = role === 'admin' || role === 'owner';
  const pages = [
    ['/settings', 'Project'],
    ['/grouping-rules', 'Grouping'],
    ['/source-maps', 'Source maps'],
    ['/alerts', 'Alerts'],
    ['/integrations', 'Integrations'],
    ['/members', 'Members'],
    ...(isAdmin ? [['/audit-log', 'Audit log']] : []),
    ['/account', 'My account'],
  ] as const;
  return (
    <nav className="settings-nav" aria-label="Settings">
      {pages.map(([to, word]) => (
        <NavLink key={to} className="settings-link" to={to ?? ''}>
          {word}
        </NavLink>
      ))}
    </nav>
  );
}
