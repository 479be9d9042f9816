import { useNavigate } from 'react-router';
import { visibleText } from '../format/visible-text.ts';
import { useCurrentProject } from '../state/current-project.ts';

/** The project's name; a choice only when there is one. */
export function ProjectSwitch() {
  const { project, all, choose } = useCurrentProject();
  const navigate = useNavigate();
  if (all.length === 1) return <span className="project-name">{visibleText(project.name)}</span>;
  return (
    <select
      className="project-name select-quiet"
      aria-label="Project"
      value={project.id}
      onChange={(event) => {
        choose(Number(event.target.value));
        void navigate('/');
      }}
    >
      {all.map((candidate) => (
        <option key={candidate.id} value={candidate.id}>
          {visibleText(candidate.name)}
        </option>
      ))}
    </select>
  );
}
