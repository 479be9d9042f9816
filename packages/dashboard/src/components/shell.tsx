import { Suspense } from 'react';
import { Link, NavLink, Outlet } from 'react-router';
import { BrandMark } from './brand-mark.tsx';
import { Busy } from './busy.tsx';
import { DegradedBanner } from './degraded-banner.tsx';
import { Icon } from './icon.tsx';
import { Notices } from './notices.tsx';
import { ProjectProvider } from './project-provider.tsx';
import { ProjectSwitch } from './project-switch.tsx';
import { SearchField } from './search-field.tsx';
import { ShortcutsDialog } from './shortcuts-dialog.tsx';
import { SignOutButton } from './sign-out-button.tsx';
import { ThemeSwitch } from './theme-switch.tsx';

/** The frame around every page of a signed-in person. */
export function Shell() {
  return (
    <ProjectProvider>
      <a className="skip-link" href="#main">
        Skip to content
      </a>
      <header className="top-bar">
        <Link className="brand" to="/" aria-label="BugSage, issues">
          <BrandMark size={26} />
          <span className="brand-name">BugSage</span>
        </Link>
        <ProjectSwitch />
        <SearchField />
        <nav className="top-links" aria-label="Main">
          <NavLink className="top-link" to="/" end>
            Issues
          </NavLink>
          <NavLink className="top-link" to="/releases">
            Releases
          </NavLink>
          <NavLink className="top-link" to="/fixes">
            Fixes
          </NavLink>
          <NavLink className="top-link" to="/settings">
            <Icon name="gear" />
            <span className="top-link-text">Settings</span>
          </NavLink>
        </nav>
        <div className="top-tools">
          <ShortcutsDialog />
          <ThemeSwitch />
          <SignOutButton />
        </div>
      </header>
      <DegradedBanner />
      <main id="main" className="page" tabIndex={-1}>
        <Suspense fallback={<Busy text="Loading…" />}>
          <Outlet />
        </Suspense>
      </main>
      <Notices />
    </ProjectProvider>
  );
}
