import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { projectsQuery } from '../api/projects.ts';
import { CurrentProjectContext, storedProjectId, storeProjectId } from '../state/current-project.ts';
import { Busy } from './busy.tsx';
import { Failure } from './failure.tsx';

export function ProjectProvider({ children }: { readonly children: ReactNode }) {
  const projects = useQuery(projectsQuery());
  const [chosenId, setChosenId] = useState(storedProjectId);
  const all = projects.data;
  const project = all?.find((candidate) => candidate.id === chosenId) ?? all?.[0];

  const current = useMemo(() => {
    if (all === undefined || project === undefined) return null;
    const choose = (id: number) => {
      storeProjectId(id);
      setChosenId(id);
    };
    return { all, project, choose };
  }, [all, project]);

  if (current !== null) return <CurrentProjectContext value={current}>{children}</CurrentProjectContext>;
  if (projects.isPending) return <Busy text="Loading…" />;
  if (projects.isError) return <Failure error={projects.error} onRetry={() => void projects.refetch()} />;
  return <p className="failure">There is no project yet. Create one with “bugsage projects create”.</p>;
}
