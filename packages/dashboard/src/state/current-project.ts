import type { Project } from '@bugsage/core';
import { createContext, useContext } from 'react';

const KEY = 'bugsage.project';

export type CurrentProject = {
  readonly project: Project;
  readonly all: readonly Project[];
  readonly choose: (id: number) => void;
};

export const CurrentProjectContext = createContext<CurrentProject | null>(null);

/** The project all pages are about. @throws when used outside of the shell, which is a mistake in the code. */
export function useCurrentProject(): CurrentProject {
  const current = useContext(CurrentProjectContext);
  if (current === null) throw new Error('useCurrentProject needs the shell around it.');
  return current;
}

export function storedProjectId(): number | null {
  const stored = Number(localStorage.getItem(KEY));
  return Number.isSafeInteger(stored) && stored > 0 ? stored : null;
}

export function storeProjectId(id: number): void {
  localStorage.setItem(KEY, String(id));
}
