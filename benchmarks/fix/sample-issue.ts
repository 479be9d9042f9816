import type { Issue, Project } from '@bugsage/core';
import { plainIssue, plainProject } from '@bugsage/core/testing';

/** The parts of a case that say nothing about its cause: the same for every case of the benchmark. */
export function issueOf(title: string): Issue {
  return plainIssue({ title });
}

export function projectOf(hasRepository: boolean, testCommand: string | null = null): Project {
  return plainProject({
    repository: hasRepository ? { url: '/bench', root: '', test_command: testCommand } : null,
  });
}
