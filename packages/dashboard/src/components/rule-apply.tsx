import { useQueryClient } from '@tanstack/react-query';
import { applyRules, type RuleTexts } from '../api/grouping-rules.ts';
import { notify } from '../state/notices.ts';
import { ActionForm } from './action-form.tsx';
import { TextField } from './text-field.tsx';

/** Applies rules that were tried. The reason stands in the ledger. */
export function RuleApply({ projectId, texts }: { readonly projectId: number; readonly texts: RuleTexts }) {
  const queryClient = useQueryClient();
  return (
    <ActionForm
      className="form form-row"
      submit="Apply these rules"
      action={(field) => applyRules(projectId, { ...texts, reason: field('reason') })}
      onDone={() => {
        notify({ tone: 'done', text: 'Rules applied. Stored events follow within a minute.', undo: null });
        void queryClient.invalidateQueries({ queryKey: ['projects', projectId, 'grouping-rules'] });
        void queryClient.invalidateQueries({ queryKey: ['issues'] });
      }}
    >
      <TextField label="Why (stands in the history of the issues)" name="reason" maxLength={1000} />
    </ActionForm>
  );
}
