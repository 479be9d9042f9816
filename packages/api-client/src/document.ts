// Generated from the OpenAPI document; the test that compares it writes it too:
// npx vitest run analyzer/test/api.test.ts -t "typed client" -u

/* oxlint-disable */
export interface paths {
    "/api/0/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Check a token */
        get: operations["toolToken"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My organizations */
        get: operations["toolOrganizations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{organization}/artifactbundle/assemble/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put an uploaded bundle together; answers what is missing, or how far it is */
        post: operations["assembleBundle"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{organization}/chunk-upload/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How to upload: part size, address, and what is accepted */
        get: operations["uploadCapabilities"];
        put?: never;
        /** Upload parts: multipart fields file or file_gzip, each named by the SHA-1 of its bytes */
        post: operations["uploadChunks"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{organization}/projects/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My projects in an organization */
        get: operations["toolProjects"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{organization}/releases/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Announce a release */
        post: operations["toolCreateRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{organization}/releases/{version}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A release */
        get: operations["toolRelease"];
        /** Complete a release, with its commits */
        put: operations["toolUpdateRelease"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{organization}/releases/{version}/assemble/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put uploaded files of a release together */
        post: operations["assembleReleaseFiles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{organization}/releases/{version}/deploys/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Announce a deploy of a release */
        post: operations["toolCreateDeploy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/organizations/{organization}/releases/{version}/previous-with-commits/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The release before with commits: none, so that tools send the newest ones */
        get: operations["toolPreviousRelease"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{organization}/{project}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A project by its slug */
        get: operations["toolProject"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{organization}/{project}/releases/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Announce a release of a project */
        post: operations["toolCreateProjectRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{organization}/{project}/releases/{version}/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A release of a project */
        get: operations["toolProjectRelease"];
        /** Complete a release of a project */
        put: operations["toolUpdateProjectRelease"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/0/projects/{organization}/{project}/releases/{version}/files/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Upload one file of a release: multipart fields file, name, dist, header */
        post: operations["uploadReleaseFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How often each tag has which value among the newest events of a search */
        get: operations["getTagDistribution"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events over time, of one project or of all of mine */
        get: operations["getTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/analytics/top": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The most frequent releases, pages, tag values or another field of events */
        get: operations["getTopValues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept an invitation with a new account, and sign in */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/invitations/show": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What an invitation link offers */
        post: operations["showInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End all sessions of this login */
        post: operations["logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/methods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How one can sign in here */
        get: operations["getLoginMethods"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/oidc/callback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Come back from the identity provider */
        get: operations["finishOidcLogin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/oidc/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Go to the identity provider */
        get: operations["beginOidcLogin"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Choose a new password by a link; every session ends */
        post: operations["resetPassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Trade a refresh token for a new pair */
        post: operations["refreshTokens"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Log in with e-mail address and password */
        post: operations["login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/errors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List issues, newest activity first */
        get: operations["listIssuesUnderErrors"];
        put?: never;
        /** Report an error; it is grouped like every event, and the answer holds its issue */
        post: operations["createIssueUnderErrors"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/errors/{issue_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an issue */
        get: operations["getIssueUnderErrors"];
        /** Change status, severity, assignee or words of an issue */
        put: operations["updateIssueUnderErrors"];
        post?: never;
        /** Delete an issue with its events, analyses, fixes and comments */
        delete: operations["deleteIssueUnderErrors"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/errors/{issue_id}/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to an issue, newest first */
        get: operations["listActivityUnderErrors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/errors/{issue_id}/analysis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest analysis of an issue; 404 until there is one */
        get: operations["getAnalysisUnderErrors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/errors/{issue_id}/analyze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for an analysis; `force` repeats it although nothing changed */
        post: operations["analyzeIssueUnderErrors"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/errors/{issue_id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people wrote about an issue, oldest first */
        get: operations["listCommentsUnderErrors"];
        put?: never;
        /** Write about an issue, in Markdown */
        post: operations["addCommentUnderErrors"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/errors/{issue_id}/comments/{comment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a comment of mine */
        put: operations["editCommentUnderErrors"];
        post?: never;
        /** Delete a comment of mine */
        delete: operations["deleteCommentUnderErrors"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/errors/{issue_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events of an issue, newest first, without payload */
        get: operations["listEventsUnderErrors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/errors/{issue_id}/events/{event_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An event whole, or the newest one as `latest` */
        get: operations["getEventUnderErrors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/errors/{issue_id}/grouping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why an event is in this issue, its fingerprints, and what was decided about them */
        get: operations["getGroupingUnderErrors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/errors/{issue_id}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Issues of trackers an issue is linked to, with their state */
        get: operations["listIssueLinksUnderErrors"];
        put?: never;
        /** Make an issue in GitHub, GitLab or Jira, or link one that is there by its `key`; safe to repeat */
        post: operations["linkIssueUnderErrors"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/errors/{issue_id}/links/{link_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forget a link; the issue over there stays as it is */
        delete: operations["unlinkIssueUnderErrors"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/errors/{issue_id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Join other issues into this one; future events follow, and unmerge takes it back exactly */
        post: operations["mergeIssuesUnderErrors"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/errors/{issue_id}/owners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who owns an issue, and because of which rule */
        get: operations["getIssueOwnersUnderErrors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/errors/{issue_id}/similar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Issues that look like this one, with what they share; never merged by themselves */
        get: operations["listSimilarIssuesUnderErrors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/errors/{issue_id}/suspect-commits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Commits an issue may come from, most suspicious first */
        get: operations["getSuspectCommitsUnderErrors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/errors/{issue_id}/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How often each tag has which value */
        get: operations["getTagsUnderErrors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/errors/{issue_id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events of an issue over time */
        get: operations["getIssueTimelineUnderErrors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/errors/{issue_id}/unmerge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a merged issue out again, or give fingerprints an issue of their own; answers that issue */
        post: operations["unmergeIssueUnderErrors"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/errors/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change many issues at once */
        post: operations["changeIssuesUnderErrors"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/errors/statistics/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counts by status, severity, source, platform, project and verdict */
        get: operations["getStatisticsUnderErrors"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events that a search finds as CSV or JSON, newest first */
        get: operations["exportEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/exports/issues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Issues as CSV or JSON, by project and number */
        get: operations["exportIssues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fixes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List fixes, newest first */
        get: operations["listFixes"];
        put?: never;
        /** Ask for a fix; answers the open one when there is one */
        post: operations["generateFix"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fixes/{fix_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A fix with its diff and the log of its verification */
        get: operations["getFix"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fixes/{fix_id}/apply": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a branch with a draft pull request, or record that the patch file was applied
         * @description Only for a ready fix whose newest review approved it. With `via: pull_request` the answer comes before the code host has it; `publication.state` tells. Asking again never opens a second one.
         */
        post: operations["applyFix"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fixes/{fix_id}/patch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The patch as a file, for git am or git apply */
        get: operations["downloadPatch"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fixes/{fix_id}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record what a person thinks of a fix */
        post: operations["reviewFix"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fixes/{fix_id}/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take an applied fix back, with a reason
         * @description Closes a pull request that is open; opens a draft that reverts a merged one; for a patch file, `GET /fixes/{fix_id}/patch?reverse=true` has the way back.
         */
        post: operations["rollBackFix"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/fixes/ledger": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How often rules and models were right, by what came of their fixes */
        get: operations["getFixLedger"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List issues, newest activity first */
        get: operations["listIssues"];
        put?: never;
        /** Report an error; it is grouped like every event, and the answer holds its issue */
        post: operations["createIssue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/{issue_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show an issue */
        get: operations["getIssue"];
        /** Change status, severity, assignee or words of an issue */
        put: operations["updateIssue"];
        post?: never;
        /** Delete an issue with its events, analyses, fixes and comments */
        delete: operations["deleteIssue"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/{issue_id}/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened to an issue, newest first */
        get: operations["listActivity"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/{issue_id}/analysis": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The newest analysis of an issue; 404 until there is one */
        get: operations["getAnalysis"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/{issue_id}/analyze": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask for an analysis; `force` repeats it although nothing changed */
        post: operations["analyzeIssue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/{issue_id}/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What people wrote about an issue, oldest first */
        get: operations["listComments"];
        put?: never;
        /** Write about an issue, in Markdown */
        post: operations["addComment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/{issue_id}/comments/{comment_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a comment of mine */
        put: operations["editComment"];
        post?: never;
        /** Delete a comment of mine */
        delete: operations["deleteComment"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/{issue_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events of an issue, newest first, without payload */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/{issue_id}/events/{event_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An event whole, or the newest one as `latest` */
        get: operations["getEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/{issue_id}/grouping": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Why an event is in this issue, its fingerprints, and what was decided about them */
        get: operations["getGrouping"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/{issue_id}/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Issues of trackers an issue is linked to, with their state */
        get: operations["listIssueLinks"];
        put?: never;
        /** Make an issue in GitHub, GitLab or Jira, or link one that is there by its `key`; safe to repeat */
        post: operations["linkIssue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/{issue_id}/links/{link_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forget a link; the issue over there stays as it is */
        delete: operations["unlinkIssue"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/{issue_id}/merge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Join other issues into this one; future events follow, and unmerge takes it back exactly */
        post: operations["mergeIssues"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/{issue_id}/owners": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who owns an issue, and because of which rule */
        get: operations["getIssueOwners"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/{issue_id}/similar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Issues that look like this one, with what they share; never merged by themselves */
        get: operations["listSimilarIssues"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/{issue_id}/suspect-commits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Commits an issue may come from, most suspicious first */
        get: operations["getSuspectCommits"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/{issue_id}/tags": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How often each tag has which value */
        get: operations["getTags"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/{issue_id}/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events of an issue over time */
        get: operations["getIssueTimeline"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/{issue_id}/unmerge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a merged issue out again, or give fingerprints an issue of their own; answers that issue */
        post: operations["unmergeIssue"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change many issues at once */
        post: operations["changeIssues"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/issues/statistics/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Counts by status, severity, source, platform, project and verdict */
        get: operations["getStatistics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/live": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Changes of issues, analyses and fixes as they happen: a WebSocket, see docs/live.md */
        get: operations["live"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["getOpenApi"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The organizations I belong to */
        get: operations["listOrganizations"];
        put?: never;
        /** Make an organization; the caller is its owner */
        post: operations["createOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An organization */
        get: operations["getOrganization"];
        /** Rename an organization, or set its quota */
        put: operations["renameOrganization"];
        post?: never;
        /** End an organization: nobody sees it any more, and its keys take no events */
        delete: operations["removeOrganization"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/audit-log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who changed what, and who signed in, newest first */
        get: operations["listAuditLog"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Invitations, newest first */
        get: operations["listInvitations"];
        put?: never;
        /** Invite somebody; the answer is the only one that shows the link */
        post: operations["createInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/invitations/{invitation_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke an invitation that was not accepted yet */
        delete: operations["revokeInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Members with their roles and teams */
        get: operations["listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/members/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change the role of a member; it counts from the next request on */
        put: operations["changeRole"];
        post?: never;
        /** Remove a member; access ends with the next request */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Teams with their members and projects */
        get: operations["listTeams"];
        put?: never;
        /** Make a team */
        post: operations["createTeam"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/teams/{team_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Rename a team */
        put: operations["renameTeam"];
        post?: never;
        /** Remove a team; its projects are open to the organization again unless another team has them */
        delete: operations["removeTeam"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/teams/{team_id}/members/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Add a member of the organization to the team */
        put: operations["addTeamMember"];
        post?: never;
        /** Remove a member of the organization from the team */
        delete: operations["removeTeamMember"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/teams/{team_id}/projects/{project_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Add a project of the organization to the team */
        put: operations["addTeamProject"];
        post?: never;
        /** Remove a project of the organization from the team */
        delete: operations["removeTeamProject"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My saved views and the shared ones */
        get: operations["listViews"];
        put?: never;
        /** Save a search; shared ones need the role member */
        post: operations["createView"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/organizations/{organization_id}/views/{view_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change a view of mine, or as admin a shared one */
        put: operations["updateView"];
        post?: never;
        /** Delete a view of mine, or as admin a shared one */
        delete: operations["deleteView"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My projects */
        get: operations["listProjects"];
        put?: never;
        /** Make a project with an ingest key */
        post: operations["createProject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A project with its DSN */
        get: operations["getProject"];
        /** Change name, repository, the confidence fixes need, when models are asked, quota, filters, scrubbing or retention */
        put: operations["updateProject"];
        post?: never;
        /** End a project: nobody sees it any more, and its keys take no events */
        delete: operations["removeProject"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alert rules of a project */
        get: operations["listAlertRules"];
        put?: never;
        /** Add an alert rule */
        post: operations["createAlertRule"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/alerts/{rule_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Replace an alert rule */
        put: operations["replaceAlertRule"];
        post?: never;
        /** Delete an alert rule */
        delete: operations["deleteAlertRule"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/artifacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Uploads of source maps, newest first */
        get: operations["listArtifacts"];
        put?: never;
        post?: never;
        /** Delete the uploads of a release */
        delete: operations["deleteReleaseArtifacts"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/artifacts/{bundle_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Files of an upload, and why one cannot be used */
        get: operations["listArtifactFiles"];
        put?: never;
        post?: never;
        /** Delete an upload; events that were resolved with it stay as they are */
        delete: operations["deleteArtifacts"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/artifacts/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Files of all uploads, newest first, with why one cannot be used */
        get: operations["searchArtifactFiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/artifacts/known": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Which files need not be sent: `here` in this release, `elsewhere` in another one of the project */
        post: operations["knownArtifactFiles"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/artifacts/unresolved": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Files whose frames show no source, and why, over the newest events of the last `days` */
        get: operations["unresolvedFiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/channels": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where alerts of a project can go; targets are never shown */
        get: operations["listChannels"];
        put?: never;
        /** Add a channel: webhook, slack, discord, teams, email */
        post: operations["createChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/channels/{channel_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Rename a channel, or switch it off and on; for another target add a new one */
        put: operations["updateChannel"];
        post?: never;
        /** Delete a channel; rules that have no other are switched off */
        delete: operations["deleteChannel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/channels/{channel_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test message; its delivery tells what became of it */
        post: operations["testChannel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Messages of a project, newest first, and what became of them */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/deliveries/{delivery_id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a message once more */
        post: operations["replayDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/drops": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Events that were dropped before they were stored, by hour and reason; seconds late */
        get: operations["listDrops"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/grouping-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The rules that count, and all versions there were */
        get: operations["getGroupingRules"];
        /** Apply rules to new events, and to the stored ones of the last days */
        put: operations["applyGroupingRules"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/grouping-rules/dry-run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What rules would do to the stored events of the last days: splits, joins, issues; changes nothing */
        post: operations["dryRunGroupingRules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/grouping-rules/rollback": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Go back to the rules before; stored events return to the issues they came from */
        post: operations["rollBackGroupingRules"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/integrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Connections of a project to other services; credentials are never shown */
        get: operations["listIntegrations"];
        put?: never;
        /** Connect a project: github, gitlab, jira, sentry, slack */
        post: operations["createIntegration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/integrations/{integration_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Rename a connection, switch it off and on, or replace its settings or credentials */
        put: operations["updateIntegration"];
        post?: never;
        /** Disconnect, with the links of issues; nothing changes over there */
        delete: operations["removeIntegration"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/integrations/{integration_id}/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import the unresolved issues of a Sentry project; one that was cut off goes on where it stopped */
        post: operations["importFromSentry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/integrations/{integration_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask the other side whether the credentials open what the settings name */
        post: operations["testIntegration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make another ingest key */
        post: operations["createIngestKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/keys/{public_key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Disable or enable an ingest key, or set its quota; collectors follow within seconds */
        put: operations["updateIngestKey"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/ownership": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ownership rules and CODEOWNERS of a project, and lines that cannot be used */
        get: operations["getOwnership"];
        /**
         * Set rules, CODEOWNERS, mappings or whether new issues are assigned; what is left out stays
         * @description A line of `rules` that cannot be used is refused. Lines of `codeowners` that cannot be used are kept and told as `problems`: the file is the repository’s.
         */
        put: operations["setOwnership"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/ownership/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What is wrong with rules or a CODEOWNERS file; changes nothing */
        post: operations["validateOwnership"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/received-webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Webhooks that came in, newest first, and what became of them; `status=dead` waits for you */
        get: operations["listReceivedWebhooks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/received-webhooks/{received_id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Work on a webhook once more */
        post: operations["replayReceivedWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Releases of a project, newest first */
        get: operations["listReleases"];
        put?: never;
        /** Announce a release with its commits; safe to repeat */
        post: operations["announceRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/releases/{version}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A release with its commits and deploys */
        get: operations["getRelease"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/releases/{version}/deploys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Say that a release was deployed to an environment */
        post: operations["announceDeploy"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/releases/{version}/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Crash-free sessions and users of a release, its adoption, and both over time */
        get: operations["getReleaseHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/secrets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which secrets a project has, without their values */
        get: operations["listProjectSecrets"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/projects/{project_id}/secrets/{secret_name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Keep a secret, encrypted with BUGSAGE_SECRET_KEY
         * @description `repository_token` reads a private https repository and opens pull requests. It needs to write contents and pull requests of that one repository, and nothing else.
         */
        put: operations["setProjectSecret"];
        post?: never;
        /** Forget a secret */
        delete: operations["removeProjectSecret"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Search events of the last hours, newest first */
        get: operations["searchEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** My API tokens */
        get: operations["listTokens"];
        put?: never;
        /** Make an API token; the answer is the only one that shows it */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tokens/{token_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke one of my API tokens; it is refused from then on */
        delete: operations["revokeToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All accounts of this installation */
        get: operations["listUsers"];
        put?: never;
        /** Make an account without a password; a password link lets its owner choose one */
        post: operations["createUser"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change an account; `totp_enabled: false` helps somebody who lost app and recovery codes */
        put: operations["updateUser"];
        post?: never;
        /** Remove an account with its sessions, tokens and memberships */
        delete: operations["removeUser"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/{user_id}/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A link that lets its owner choose a new password, once */
        post: operations["createPasswordLink"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who I am and what I may do where */
        get: operations["getMe"];
        /** Change my name */
        put: operations["updateMe"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/me/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Accept an invitation with the account I have */
        post: operations["joinOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/me/organizations/{organization_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Leave an organization */
        delete: operations["leaveOrganization"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change my password; every other session of mine ends */
        put: operations["changePassword"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where I am signed in */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/me/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign out somewhere else */
        delete: operations["endSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/me/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A secret for my authenticator app; it counts once a code of it was confirmed */
        post: operations["beginTotp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/me/totp/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switch the second factor on with a first code; answers the recovery codes, once */
        post: operations["confirmTotp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/users/me/totp/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switch my second factor off */
        post: operations["disableTotp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/webhooks/{source}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take a webhook of GitHub, GitLab, Jira, Sentry or Slack; signed as each of them signs */
        post: operations["receiveWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether this process can serve, and what does not work */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Metrics in the Prometheus text format */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Account: {
            /** Format: date-time */
            created_at: string;
            email: string;
            has_password: boolean;
            /** Format: uuid */
            id: string;
            is_operator: boolean;
            name: string;
            totp_enabled: boolean;
        };
        Analysis: {
            analysis_metadata: {
                context_used: string[];
                cost_usd: number | null;
                dropped_citations: number;
                duration_ms: number;
                /** @enum {string} */
                engine: "deterministic" | "anthropic" | "openai" | "openai-compatible";
                engine_version: string;
                fallback_reason: string | null;
                input_hash: string;
                input_tokens: number;
                model: string | null;
                output_tokens: number;
                prompt_version: string | null;
                rule: string | null;
                /** Format: date-time */
                timestamp: string;
            };
            /** @enum {string} */
            classification: "code_fix" | "action_recommended" | "noise" | "unknown";
            confidence_score: number;
            /** Format: date-time */
            created_at: string;
            /** @enum {string} */
            estimated_effort: "minutes" | "hours" | "days" | "unknown";
            event_id: string;
            evidence: {
                claim: string;
                commit: string | null;
                field: string | null;
                /** @enum {string} */
                kind: "event" | "file" | "commit";
                line: number | null;
                path: string | null;
                quote: string | null;
            }[];
            /** Format: uuid */
            id: string;
            impact_assessment: string;
            /** Format: uuid */
            issue_id: string;
            location: {
                column: number | null;
                expression: string | null;
                line: number;
                path: string;
            } | null;
            no_code_fix_reason: string | null;
            prevention_suggestions: string[];
            project_id: number;
            related_errors: {
                /** Format: uuid */
                issue_id: string;
                reason: string;
                title: string;
            }[];
            /** @enum {string} */
            risk_level: "low" | "medium" | "high" | "critical";
            root_cause: string;
            suggested_fixes: {
                confidence: number;
                description: string;
                /** @enum {string} */
                kind: "template" | "model" | "advice";
                title: string;
            }[];
        };
        ApiToken: {
            /** Format: date-time */
            created_at: string;
            expires_at: string | null;
            /** Format: uuid */
            id: string;
            last_used_at: string | null;
            name: string;
            prefix: string;
            project_ids: number[] | null;
            scopes: ("read" | "write" | "admin" | "artifacts")[];
        };
        ArtifactBundle: {
            checksum: string;
            /** Format: date-time */
            created_at: string;
            detail: string;
            dist: string;
            file_count: number;
            /** Format: uuid */
            id: string;
            project_id: number;
            release: string;
            size: number;
            /** @enum {string} */
            state: "assembling" | "ok" | "error";
            uploaded_by: string;
            /** Format: date-time */
            used_at: string;
        };
        ArtifactFile: {
            /** Format: uuid */
            bundle_id: string;
            debug_id: string | null;
            id: number;
            /** @enum {string} */
            kind: "minified_source" | "source_map" | "source" | "other";
            map_name: string | null;
            name: string;
            problem: {
                code: string;
                why: string;
            } | null;
            size: number;
            usable: boolean;
        };
        AuditEntry: {
            action: string;
            actor: string;
            address: string;
            /** Format: date-time */
            created_at: string;
            details: {
                [key: string]: unknown;
            };
            id: number;
            organization_id: number | null;
            request_id: string;
            target: string;
            user_id: string | null;
        };
        DryRun: {
            complete: boolean;
            events_moved: number;
            events_read: number;
            issues: {
                events_kept: number;
                issue: {
                    /** Format: uuid */
                    id: string;
                    number: number;
                    title: string;
                };
                moves: {
                    events: number;
                    fingerprint: string;
                    title: string;
                    to: {
                        /** Format: uuid */
                        id: string;
                        number: number;
                        title: string;
                    } | null;
                }[];
            }[];
            joins: number;
            splits: number;
        };
        Event: {
            event: {
                breadcrumbs: {
                    category: string | null;
                    data: {
                        [key: string]: unknown;
                    } | null;
                    /** @enum {string} */
                    level: "debug" | "info" | "warning" | "error" | "fatal";
                    message: string | null;
                    timestamp: number;
                    type: string;
                }[];
                client_fingerprint: string[] | null;
                contexts: {
                    [key: string]: unknown;
                };
                debug_images: {
                    [key: string]: unknown;
                }[];
                dist: string | null;
                environment: string | null;
                event_id: string;
                exceptions: {
                    frames: {
                        abs_path: string | null;
                        colno: number | null;
                        context_line: string | null;
                        filename: string | null;
                        function: string | null;
                        in_app: boolean;
                        lineno: number | null;
                        mapping?: {
                            /** @enum {string} */
                            by: "debug_id" | "url";
                            /** @constant */
                            kind: "mapped";
                            map: string;
                            sent: {
                                abs_path: string | null;
                                colno: number | null;
                                context_line: string | null;
                                filename: string | null;
                                function: string | null;
                                in_app: boolean;
                                lineno: number | null;
                                module: string | null;
                                post_context: string[];
                                pre_context: string[];
                            };
                        } | {
                            detail: string;
                            /** @constant */
                            kind: "unmapped";
                            /** @enum {string} */
                            reason: "no_artifact" | "wrong_release" | "no_map" | "map_invalid" | "no_mapping" | "no_position" | "timed_out";
                        };
                        module: string | null;
                        post_context: string[];
                        pre_context: string[];
                        vars: {
                            [key: string]: unknown;
                        } | null;
                    }[];
                    mechanism: {
                        data: {
                            [key: string]: unknown;
                        } | null;
                        exception_id: number | null;
                        handled: boolean | null;
                        is_exception_group: boolean;
                        parent_id: number | null;
                        source: string | null;
                        synthetic: boolean;
                        type: string;
                    } | null;
                    module: string | null;
                    type: string | null;
                    value: string | null;
                }[];
                extra: {
                    [key: string]: unknown;
                };
                /** @enum {string} */
                level: "debug" | "info" | "warning" | "error" | "fatal";
                logger: string | null;
                message: {
                    formatted: string;
                    template: string | null;
                } | null;
                modules: {
                    [key: string]: unknown;
                };
                notes: {
                    error: string;
                    original?: string;
                    path: string;
                }[];
                occurred_at: number;
                platform: string;
                project_id: number;
                received_at: number;
                release: string | null;
                request: {
                    data: unknown;
                    headers: [
                        string,
                        string
                    ][];
                    method: string | null;
                    query_string: string | null;
                    url: string | null;
                } | null;
                sdk: {
                    name: string;
                    version: string;
                } | null;
                server_name: string | null;
                /** @enum {string} */
                source: "sdk" | "sentry" | "github" | "otlp" | "api";
                tags: [
                    string,
                    string
                ][];
                times_seen: number;
                transaction: string | null;
                user: {
                    data: {
                        [key: string]: unknown;
                    } | null;
                    email: string | null;
                    id: string | null;
                    ip_address: string | null;
                    username: string | null;
                } | null;
            };
            grouping: components["schemas"]["Grouping"];
        };
        EventSummary: {
            environment: string | null;
            event_id: string;
            level: string;
            occurred_at: number;
            received_at: number;
            release: string | null;
            times_seen: number;
            title: string;
            user: string | null;
        };
        Fix: {
            analysis_id: string | null;
            applied_at: string | null;
            applied_by: string | null;
            code_diff: string;
            confidence_score: number;
            /** Format: date-time */
            created_at: string;
            description: string;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            issue_id: string;
            metadata: {
                [key: string]: unknown;
            };
            model_version: string;
            /** @default null */
            outcome: ("waiting" | "fixed" | "recurred") | null;
            /** @default null */
            outcome_at: string | null;
            /** @default null */
            outcome_reason: string | null;
            project_id: number;
            /** @default null */
            publication: {
                branch: string | null;
                /** @enum {string} */
                kind: "patch" | "github" | "gitlab";
                number: number | null;
                /** @enum {string} */
                pull_state?: "merged" | "closed";
                reason: string | null;
                /** Format: date-time */
                requested_at: string;
                requested_by: string;
                /** @enum {string} */
                state: "requested" | "published" | "failed";
                url: string | null;
            } | null;
            quality_score: number;
            /** @default null */
            revert: {
                branch: string | null;
                /** @enum {string} */
                kind: "patch" | "github" | "gitlab";
                number: number | null;
                /** @enum {string} */
                pull_state?: "merged" | "closed";
                reason: string | null;
                /** Format: date-time */
                requested_at: string;
                requested_by: string;
                /** @enum {string} */
                state: "requested" | "published" | "failed";
                url: string | null;
            } | null;
            review_approved: boolean | null;
            review_notes: string | null;
            reviewed_at: string | null;
            reviewed_by: string | null;
            risk_score: number;
            rollback_reason: string | null;
            rolled_back_at: string | null;
            /** @enum {string} */
            status: "pending" | "analyzing" | "generating" | "testing" | "ready" | "applied" | "failed" | "rolled_back";
            status_reason: string | null;
            title: string;
            /** @enum {string} */
            type: "automatic" | "manual" | "suggested";
            /** Format: date-time */
            updated_at: string;
            verification: components["schemas"]["Verification"] | null;
        };
        Grouping: {
            alternatives: string[];
            culprit: string;
            fingerprint: string;
            parts: {
                hashed: boolean;
                name: string;
                reason: string;
                value: string;
            }[];
            title: string;
            type: string;
            value: string;
            version: string;
        };
        GroupingRules: {
            /** Format: date-time */
            created_at: string;
            created_by: string;
            fingerprint_rules: string;
            id: number;
            previous_id: number | null;
            reason: string;
            stack_trace_rules: string;
        };
        Integration: {
            check_error: string | null;
            checked_at: string | null;
            /** Format: date-time */
            created_at: string;
            created_by: string;
            enabled: boolean;
            has_webhook_secret: boolean;
            /** Format: uuid */
            id: string;
            import: {
                cursor: string | null;
                ended_at: string | null;
                error: string | null;
                events: number;
                /** Format: uuid */
                id: string;
                issues: number;
                skipped: number;
                /** Format: date-time */
                started_at: string;
                /** @enum {string} */
                status: "running" | "done" | "failed";
            } | null;
            /** @enum {string} */
            kind: "github" | "gitlab" | "jira" | "sentry" | "slack";
            name: string;
            project_id: number;
            settings: {
                [key: string]: unknown;
            };
            webhook_url: string;
        };
        Invitation: {
            accepted_at: string | null;
            accepted_by: string | null;
            /** Format: date-time */
            created_at: string;
            email: string | null;
            /** Format: date-time */
            expires_at: string;
            /** Format: uuid */
            id: string;
            invited_by: string;
            organization_id: number;
            /** @enum {string} */
            role: "owner" | "admin" | "member" | "viewer";
        };
        Issue: {
            analysis_confidence: number | null;
            assignee: string | null;
            category: string | null;
            context: {
                [key: string]: unknown;
            };
            /** Format: date-time */
            created_at: string;
            culprit: string;
            description: string | null;
            event_count: number;
            first_release: string | null;
            /** Format: date-time */
            first_seen: string;
            /** Format: uuid */
            id: string;
            ignored_until: string | null;
            ignored_while: {
                /** @constant */
                escalating?: true;
                events?: number;
                minutes?: number;
                users?: number;
            } | null;
            last_environment: string | null;
            last_release: string | null;
            /** Format: date-time */
            last_seen: string;
            metadata: {
                [key: string]: unknown;
            };
            number: number;
            platform: string;
            project_id: number;
            resolution: ("now" | "in_release" | "in_next_release" | "in_commit") | null;
            resolved_after_release: string | null;
            resolved_at: string | null;
            resolved_by: string | null;
            resolved_in_commit: string | null;
            resolved_in_release: string | null;
            /** @enum {string} */
            severity: "low" | "medium" | "high" | "critical";
            /** @enum {string} */
            source: "sdk" | "sentry" | "github" | "otlp" | "api";
            source_id: string | null;
            /** @enum {string} */
            status: "detected" | "analyzing" | "fixing" | "resolved" | "ignored";
            /** @enum {string} */
            substatus: "new" | "ongoing" | "escalating" | "regressed";
            tags: {
                [key: string]: string;
            };
            title: string;
            type: string;
            /** Format: date-time */
            updated_at: string;
            users_affected: number;
            value: string;
        };
        IssueLink: {
            /** Format: date-time */
            created_at: string;
            created_by: string;
            error: string | null;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            integration_id: string;
            is_closed: boolean;
            /** Format: uuid */
            issue_id: string;
            key: string | null;
            /** @enum {string} */
            kind: "github" | "gitlab" | "jira";
            project_id: number;
            /** @enum {string} */
            state: "creating" | "linked" | "failed";
            status: string | null;
            title: string | null;
            url: string | null;
        };
        Member: {
            email: string;
            name: string;
            /** @enum {string} */
            role: "owner" | "admin" | "member" | "viewer";
            teams: number[];
            totp_enabled: boolean;
            /** Format: uuid */
            user_id: string;
        };
        Organization: {
            /** Format: date-time */
            created_at: string;
            events_per_minute: number | null;
            id: number;
            name: string;
            slug: string;
        };
        Problem: {
            code: string;
            detail: string;
            errors?: {
                allowed?: string[];
                /** @enum {string} */
                in: "path" | "query" | "body" | "headers";
                message: string;
                path: string;
            }[];
            status: number;
            title: string;
            type: string;
        };
        Project: {
            auto_resolve_days: number | null;
            /** Format: date-time */
            created_at: string;
            events_per_minute: number | null;
            filters: {
                /** @default false */
                browser_extensions: boolean;
                /** @default false */
                browser_noise: boolean;
                /** @default false */
                crawlers: boolean;
                /** @default false */
                localhost: boolean;
                /** @default [] */
                rules: {
                    /** @enum {string} */
                    field: "message" | "type" | "path" | "release" | "environment";
                    glob: string;
                }[];
                /** @default false */
                stale_chunks: boolean;
            };
            fix_confidence_min: number;
            id: number;
            model_gates: {
                /** @default null */
                age_days_max: number | null;
                /** @default true */
                enabled: boolean;
                /** @default null */
                events_min: number | null;
                /** @default false */
                noise: boolean;
                /** @default null */
                tokens_per_day: number | null;
                /** @default null */
                usd_per_day: number | null;
            };
            name: string;
            organization_id: number;
            repository: {
                api_url?: string | null;
                base_branch?: string | null;
                /** @enum {string} */
                host?: "auto" | "github" | "gitlab" | "none";
                host_repository?: string | null;
                install?: boolean;
                /** @default  */
                root: string;
                /** @default null */
                test_command: string | null;
                url: string;
            } | null;
            retention: {
                /** @default null */
                bytes_max: number | null;
                /** @default null */
                days: number | null;
                /** @default null */
                events_max: number | null;
            };
            scrubbing: {
                /** @default null */
                allowed_keys: string[] | null;
                /** @default false */
                emails: boolean;
                /** @default false */
                ip_addresses: boolean;
                /** @default [] */
                keys: string[];
                /** @default [] */
                patterns: string[];
            };
            slug: string;
        };
        ProjectDetail: {
            auto_resolve_days: number | null;
            /** Format: date-time */
            created_at: string;
            dsn: string | null;
            events_per_minute: number | null;
            filters: {
                /** @default false */
                browser_extensions: boolean;
                /** @default false */
                browser_noise: boolean;
                /** @default false */
                crawlers: boolean;
                /** @default false */
                localhost: boolean;
                /** @default [] */
                rules: {
                    /** @enum {string} */
                    field: "message" | "type" | "path" | "release" | "environment";
                    glob: string;
                }[];
                /** @default false */
                stale_chunks: boolean;
            };
            fix_confidence_min: number;
            id: number;
            ingest_keys: {
                dsn: string;
                enabled: boolean;
                events_per_minute: number | null;
                public_key: string;
            }[];
            model_gates: {
                /** @default null */
                age_days_max: number | null;
                /** @default true */
                enabled: boolean;
                /** @default null */
                events_min: number | null;
                /** @default false */
                noise: boolean;
                /** @default null */
                tokens_per_day: number | null;
                /** @default null */
                usd_per_day: number | null;
            };
            name: string;
            organization_id: number;
            repository: {
                api_url?: string | null;
                base_branch?: string | null;
                /** @enum {string} */
                host?: "auto" | "github" | "gitlab" | "none";
                host_repository?: string | null;
                install?: boolean;
                /** @default  */
                root: string;
                /** @default null */
                test_command: string | null;
                url: string;
            } | null;
            retention: {
                /** @default null */
                bytes_max: number | null;
                /** @default null */
                days: number | null;
                /** @default null */
                events_max: number | null;
            };
            scrubbing: {
                /** @default null */
                allowed_keys: string[] | null;
                /** @default false */
                emails: boolean;
                /** @default false */
                ip_addresses: boolean;
                /** @default [] */
                keys: string[];
                /** @default [] */
                patterns: string[];
            };
            slug: string;
        };
        ReceivedWebhook: {
            attempts: number;
            delivery_id: string;
            done_at: string | null;
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            integration_id: string;
            note: string | null;
            project_id: number;
            /** Format: date-time */
            received_at: string;
            /** @enum {string} */
            source: "github" | "gitlab" | "jira" | "sentry" | "slack";
            /** @enum {string} */
            status: "pending" | "done" | "ignored" | "dead";
            topic: string;
        };
        Session: {
            address: string;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            expires_at: string;
            /** Format: uuid */
            id: string;
            is_current: boolean;
            method: string;
            /** Format: date-time */
            refreshed_at: string;
            user_agent: string;
        };
        Statistics: {
            analyzed_issues: number;
            readonly by_platform: {
                [key: string]: number;
            };
            readonly by_project: {
                [key: string]: number;
            };
            readonly by_severity: {
                [key: string]: number;
            };
            readonly by_source: {
                [key: string]: number;
            };
            readonly by_status: {
                [key: string]: number;
            };
            readonly by_substatus: {
                [key: string]: number;
            };
            days: number;
            readonly fixes_by_status: {
                [key: string]: number;
            };
            readonly fixes_by_verdict: {
                [key: string]: number;
            };
            new_issues: number;
            resolved_issues: number;
            total_events: number;
            total_issues: number;
            users_affected: number;
        };
        Team: {
            id: number;
            members: string[];
            name: string;
            organization_id: number;
            projects: number[];
            slug: string;
        };
        TimeSeries: {
            bucket_seconds: number;
            buckets: {
                /** Format: date-time */
                at: string;
                count: number;
            }[];
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
        };
        TokenPair: {
            access_token: string;
            expires_in: number;
            refresh_expires_in: number;
            refresh_token: string;
            /** @constant */
            token_type: "Bearer";
        };
        User: {
            /** Format: date-time */
            created_at: string;
            email: string;
            has_password: boolean;
            /** Format: uuid */
            id: string;
            is_operator: boolean;
            memberships: {
                organization_id: number;
                project_id: number;
                /** @enum {string} */
                role: "owner" | "admin" | "member" | "viewer";
            }[];
            name: string;
            organizations: {
                organization_id: number;
                /** @enum {string} */
                role: "owner" | "admin" | "member" | "viewer";
            }[];
            totp_enabled: boolean;
        };
        Verification: {
            base_commit: string;
            coverage: number | null;
            level: number;
            reason: string;
            /**
             * @default none
             * @enum {string}
             */
            reproduction: "project_test" | "captured_call" | "test_call" | "generated_call" | "none";
            sandbox: string;
            steps: {
                command: string | null;
                duration_ms: number;
                exit_code: number | null;
                expectation: string;
                log: string;
                /** @enum {string} */
                name: "install" | "parse" | "types_on_base" | "lint_on_base" | "tests_on_base" | "reproduce" | "reproduce_with_fix" | "behavior" | "types_with_fix" | "lint_with_fix" | "tests_with_fix";
                /** @enum {string} */
                status: "passed" | "failed" | "skipped";
            }[];
            test_results: {
                failed: number;
                passed: number;
            } | null;
            /** @enum {string} */
            verdict: "verified" | "plausible" | "refuted";
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    toolToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Check a token */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    toolOrganizations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description My organizations */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    assembleBundle: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "checksum": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                 *       "chunks": [
                 *         "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
                 *       ],
                 *       "projects": [
                 *         "example-project"
                 *       ]
                 *     }
                 */
                "application/json": {
                    checksum: string;
                    chunks: string[];
                    dist?: string | null;
                    projects: (string | number)[];
                    version?: string | null;
                };
            };
        };
        responses: {
            /** @description Put an uploaded bundle together; answers what is missing, or how far it is */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    uploadCapabilities: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How to upload: part size, address, and what is accepted */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    uploadChunks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Upload parts: multipart fields file or file_gzip, each named by the SHA-1 of its bytes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    toolProjects: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description My projects in an organization */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    toolCreateRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": "1.4.2",
                 *       "projects": [
                 *         "example-project"
                 *       ]
                 *     }
                 */
                "application/json": {
                    commits?: {
                        author_email?: string | null;
                        author_name?: string | null;
                        id: string;
                        message?: string | null;
                        timestamp?: unknown | null;
                    }[] | null;
                    dateReleased?: unknown | null;
                    projects?: (string | number)[];
                    ref?: string | null;
                    url?: string | null;
                    version: string;
                };
            };
        };
        responses: {
            /** @description Announce a release */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    toolRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A release */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    toolUpdateRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "dateReleased": "2026-11-26T00:00:00Z"
                 *     }
                 */
                "application/json": {
                    commits?: {
                        author_email?: string | null;
                        author_name?: string | null;
                        id: string;
                        message?: string | null;
                        timestamp?: unknown | null;
                    }[] | null;
                    dateReleased?: unknown | null;
                    projects?: (string | number)[];
                    ref?: string | null;
                    url?: string | null;
                };
            };
        };
        responses: {
            /** @description Complete a release, with its commits */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    assembleReleaseFiles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "checksum": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
                 *       "chunks": [
                 *         "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
                 *       ],
                 *       "projects": [
                 *         "example-project"
                 *       ]
                 *     }
                 */
                "application/json": {
                    checksum: string;
                    chunks: string[];
                    dist?: string | null;
                    projects?: (string | number)[];
                    version?: string | null;
                };
            };
        };
        responses: {
            /** @description Put uploaded files of a release together */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    toolCreateDeploy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "environment": "production"
                 *     }
                 */
                "application/json": {
                    dateFinished?: unknown | null;
                    dateStarted?: unknown | null;
                    environment: string;
                    name?: string | null;
                    projects?: (string | number)[];
                    url?: string | null;
                };
            };
        };
        responses: {
            /** @description Announce a deploy of a release */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    toolPreviousRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The release before with commits: none, so that tools send the newest ones */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    toolProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A project by its slug */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    toolCreateProjectRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization: string;
                project: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": "1.4.2"
                 *     }
                 */
                "application/json": {
                    commits?: {
                        author_email?: string | null;
                        author_name?: string | null;
                        id: string;
                        message?: string | null;
                        timestamp?: unknown | null;
                    }[] | null;
                    dateReleased?: unknown | null;
                    projects?: (string | number)[];
                    ref?: string | null;
                    url?: string | null;
                    version: string;
                };
            };
        };
        responses: {
            /** @description Announce a release of a project */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    toolProjectRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization: string;
                project: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A release of a project */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    toolUpdateProjectRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization: string;
                project: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "dateReleased": "2026-11-26T00:00:00Z"
                 *     }
                 */
                "application/json": {
                    commits?: {
                        author_email?: string | null;
                        author_name?: string | null;
                        id: string;
                        message?: string | null;
                        timestamp?: unknown | null;
                    }[] | null;
                    dateReleased?: unknown | null;
                    projects?: (string | number)[];
                    ref?: string | null;
                    url?: string | null;
                };
            };
        };
        responses: {
            /** @description Complete a release of a project */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    uploadReleaseFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization: string;
                project: string;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Upload one file of a release: multipart fields file, name, dist, header */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTagDistribution: {
        parameters: {
            query?: {
                days?: number;
                project_id?: number;
                query?: string;
                values?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How often each tag has which value among the newest events of a search */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        tags: {
                            key: string;
                            values: {
                                count: number;
                                value: string;
                            }[];
                        }[];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTimeline: {
        parameters: {
            query?: {
                days?: number;
                project_id?: number;
                query?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events over time, of one project or of all of mine */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimeSeries"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTopValues: {
        parameters: {
            query?: {
                by?: unknown;
                days?: number;
                limit?: number;
                project_id?: number;
                query?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The most frequent releases, pages, tag values or another field of events */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        by: string;
                        values: {
                            count: number;
                            users: number;
                            value: string;
                        }[];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "example-secret-of-an-invitation-link-4k9x",
                 *       "email": "bob@acme.example",
                 *       "name": "Bob",
                 *       "password": "a password of my own"
                 *     }
                 */
                "application/json": {
                    /** Format: email */
                    email?: string;
                    name: string;
                    password: string;
                    token: string;
                };
            };
        };
        responses: {
            /** @description Accept an invitation with a new account, and sign in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenPair"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    showInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "example-secret-of-an-invitation-link-4k9x"
                 *     }
                 */
                "application/json": {
                    token: string;
                };
            };
        };
        responses: {
            /** @description What an invitation link offers */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        email: string | null;
                        /** Format: date-time */
                        expires_at: string;
                        invited_by: string;
                        organization_name: string;
                        /** @enum {string} */
                        role: "owner" | "admin" | "member" | "viewer";
                    };
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "refresh_token": "eyJhbGciOiJIUzI1NiIsInR5cCI6InJ0K2p3dCJ9.example.token"
                 *     }
                 */
                "application/json": {
                    refresh_token?: string;
                } | null;
            };
        };
        responses: {
            /** @description End all sessions of this login */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getLoginMethods: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How one can sign in here */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        oidc: {
                            name: string;
                        } | null;
                        /** @enum {boolean} */
                        password: true;
                    };
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    finishOidcLogin: {
        parameters: {
            query?: {
                code?: string;
                error?: string;
                iss?: string;
                state?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Come back from the identity provider */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    beginOidcLogin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Go to the identity provider */
            302: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    resetPassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "example-secret-of-a-password-link-7m2q",
                 *       "password": "a password of my own"
                 *     }
                 */
                "application/json": {
                    password: string;
                    token: string;
                };
            };
        };
        responses: {
            /** @description Choose a new password by a link; every session ends */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    refreshTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "refresh_token": "eyJhbGciOiJIUzI1NiIsInR5cCI6InJ0K2p3dCJ9.example.token"
                 *     }
                 */
                "application/json": {
                    refresh_token?: string;
                } | null;
            };
        };
        responses: {
            /** @description Trade a refresh token for a new pair */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenPair"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "username": "ann@acme.example",
                 *       "password": "correct horse battery"
                 *     }
                 */
                "application/x-www-form-urlencoded": {
                    client_id?: string;
                    client_secret?: string;
                    /**
                     * @default password
                     * @enum {string}
                     */
                    grant_type?: "password";
                    otp?: string;
                    password: string;
                    scope?: string;
                    username: string;
                };
            };
        };
        responses: {
            /** @description Log in with e-mail address and password */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenPair"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIssuesUnderErrors: {
        parameters: {
            query?: {
                date_from?: string;
                date_to?: string;
                limit?: number;
                project_id?: number;
                query?: string;
                search?: string;
                severity?: "low" | "medium" | "high" | "critical";
                skip?: number;
                sort?: "last_seen" | "first_seen" | "event_count" | "users_affected";
                source?: "sdk" | "sentry" | "github" | "otlp" | "api";
                status?: "detected" | "analyzing" | "fixing" | "resolved" | "ignored";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List issues, newest activity first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        issues: components["schemas"]["Issue"][];
                        page: number;
                        pages: number;
                        size: number;
                        total: number;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createIssueUnderErrors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "project_id": 7003,
                 *       "stack_trace": "TypeError: Cannot read properties of undefined (reading 'total')\n    at checkout (/app/src/cart.js:42:17)",
                 *       "environment": "production",
                 *       "tags": {
                 *         "importer": "nightly"
                 *       }
                 *     }
                 */
                "application/json": {
                    assignee?: string | null;
                    category?: string | null;
                    description?: string | null;
                    environment?: string;
                    event_id?: string;
                    extra?: {
                        [key: string]: unknown;
                    };
                    fingerprint?: string[];
                    message?: string;
                    /** Format: date-time */
                    occurred_at?: string;
                    platform?: string;
                    project_id: number;
                    release?: string;
                    server_name?: string;
                    /**
                     * @default high
                     * @enum {string}
                     */
                    severity?: "low" | "medium" | "high" | "critical";
                    stack_trace?: string;
                    tags?: {
                        [key: string]: string;
                    };
                    title?: string;
                    transaction?: string;
                    user?: {
                        email?: string;
                        id?: string;
                        username?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Report an error; it is grouped like every event, and the answer holds its issue */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        event_id: string;
                        is_new: boolean;
                        issue: components["schemas"]["Issue"];
                    };
                };
            };
            /** @description Report an error; it is grouped like every event, and the answer holds its issue */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        event_id: string;
                        is_new: boolean;
                        issue: components["schemas"]["Issue"];
                    };
                };
            };
            /** @description Report an error; it is grouped like every event, and the answer holds its issue */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        event_id: string;
                        is_new: null;
                        issue: null;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIssueUnderErrors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show an issue */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Issue"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateIssueUnderErrors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "severity": "high",
                 *       "category": "cart"
                 *     }
                 */
                "application/json": {
                    assignee?: string | null;
                    category?: string | null;
                    description?: string | null;
                    ignored_until?: string | null;
                    ignored_while?: {
                        /** @enum {boolean} */
                        escalating?: true;
                        events?: number;
                        minutes?: number;
                        users?: number;
                    } | null;
                    /** @enum {string} */
                    resolution?: "now" | "in_release" | "in_next_release" | "in_commit";
                    resolved_in_commit?: string | null;
                    resolved_in_release?: string | null;
                    /** @enum {string} */
                    severity?: "low" | "medium" | "high" | "critical";
                    /** @enum {string} */
                    status?: "detected" | "analyzing" | "fixing" | "resolved" | "ignored";
                    title?: string;
                };
            };
        };
        responses: {
            /** @description Change status, severity, assignee or words of an issue */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Issue"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteIssueUnderErrors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete an issue with its events, analyses, fixes and comments */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listActivityUnderErrors: {
        parameters: {
            query?: {
                before?: number;
                limit?: number;
            };
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What happened to an issue, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        activity: {
                            actor: string;
                            /** Format: date-time */
                            at: string;
                            data: {
                                [key: string]: unknown;
                            };
                            /** Format: uuid */
                            issue_id: string;
                            /** @enum {string} */
                            kind: "created" | "status" | "severity" | "title" | "assigned" | "commented" | "analyzed" | "fix" | "deleted";
                            project_id: number;
                            seq: number;
                        }[];
                        next_before: number | null;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAnalysisUnderErrors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest analysis of an issue; 404 until there is one */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Analysis"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    analyzeIssueUnderErrors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "force": true
                 *     }
                 */
                "application/json": {
                    /** @default false */
                    force?: boolean;
                } | null;
            };
        };
        responses: {
            /** @description Ask for an analysis; `force` repeats it although nothing changed */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        issue_id: string;
                        /** @enum {string} */
                        status: "requested";
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCommentsUnderErrors: {
        parameters: {
            query?: {
                limit?: number;
                skip?: number;
            };
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What people wrote about an issue, oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        comments: {
                            author: string;
                            body: string;
                            /** Format: date-time */
                            created_at: string;
                            edited_at: string | null;
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            issue_id: string;
                        }[];
                        page: number;
                        pages: number;
                        size: number;
                        total: number;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addCommentUnderErrors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "body": "Seen after the **last** deploy."
                 *     }
                 */
                "application/json": {
                    body: string;
                };
            };
        };
        responses: {
            /** @description Write about an issue, in Markdown */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        author: string;
                        body: string;
                        /** Format: date-time */
                        created_at: string;
                        edited_at: string | null;
                        /** Format: uuid */
                        id: string;
                        /** Format: uuid */
                        issue_id: string;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editCommentUnderErrors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                comment_id: string;
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "body": "Only in Safari."
                 *     }
                 */
                "application/json": {
                    body: string;
                };
            };
        };
        responses: {
            /** @description Change a comment of mine */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        author: string;
                        body: string;
                        /** Format: date-time */
                        created_at: string;
                        edited_at: string | null;
                        /** Format: uuid */
                        id: string;
                        /** Format: uuid */
                        issue_id: string;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCommentUnderErrors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                comment_id: string;
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete a comment of mine */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEventsUnderErrors: {
        parameters: {
            query?: {
                before?: string;
                limit?: number;
            };
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events of an issue, newest first, without payload */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        events: components["schemas"]["EventSummary"][];
                        next_before: string | null;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEventUnderErrors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event_id: "latest" | string;
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An event whole, or the newest one as `latest` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getGroupingUnderErrors: {
        parameters: {
            query?: {
                event_id?: string;
            };
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Why an event is in this issue, its fingerprints, and what was decided about them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        event_id: string | null;
                        fingerprints: {
                            culprit: string;
                            event_count: number;
                            fingerprint: string;
                            first_seen: string | null;
                            last_seen: string | null;
                            /** Format: uuid */
                            origin_issue_id: string;
                            title: string;
                            version: string;
                        }[];
                        grouping: components["schemas"]["Grouping"] | null;
                        history: {
                            /** @enum {string} */
                            action: "assigned" | "merged" | "unmerged" | "split" | "moved" | "rules_applied" | "rules_rolled_back";
                            actor: string;
                            /** Format: date-time */
                            at: string;
                            details: {
                                [key: string]: unknown;
                            };
                            fingerprint: string | null;
                            from_issue: string | null;
                            id: number;
                            reason: string;
                            to_issue: string | null;
                        }[];
                        /** Format: uuid */
                        issue_id: string;
                        merged: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            merged_into: string;
                            number: number;
                            title: string;
                        }[];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIssueLinksUnderErrors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Issues of trackers an issue is linked to, with their state */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        links: components["schemas"]["IssueLink"][];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    linkIssueUnderErrors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "integration_id": "0199f2a2-16aa-7dc4-8fd0-4f5061728ab0"
                 *     }
                 */
                "application/json": {
                    /** Format: uuid */
                    integration_id: string;
                    key?: string;
                };
            };
        };
        responses: {
            /** @description Make an issue in GitHub, GitLab or Jira, or link one that is there by its `key`; safe to repeat */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssueLink"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unlinkIssueUnderErrors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
                link_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Forget a link; the issue over there stays as it is */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mergeIssuesUnderErrors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "issue_ids": [
                 *         "0199f2a1-7c54-7d0e-9b1a-3f5d2c8e4a11"
                 *       ],
                 *       "reason": "The same bug."
                 *     }
                 */
                "application/json": {
                    issue_ids: string[];
                    /** @default  */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Join other issues into this one; future events follow, and unmerge takes it back exactly */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Issue"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIssueOwnersUnderErrors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who owns an issue, and because of which rule */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        owners: {
                            /** @enum {string} */
                            kind: "user" | "team";
                            name: string | null;
                            owner: string;
                        }[];
                        rule: {
                            line: number;
                            text: string;
                        } | null;
                        source: ("ownership_rules" | "codeowners") | null;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSimilarIssuesUnderErrors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Issues that look like this one, with what they share; never merged by themselves */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        similar: {
                            evidence: {
                                kind: string;
                                share: number;
                                text: string;
                            }[];
                            issue: components["schemas"]["Issue"];
                            similarity: number;
                        }[];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSuspectCommitsUnderErrors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Commits an issue may come from, most suspicious first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        commit: string | null;
                        exact: boolean;
                        found_at: string | null;
                        suspects: {
                            author_email: string | null;
                            author_name: string;
                            /** Format: date-time */
                            authored_at: string;
                            commit: string;
                            path: string;
                            reason: string;
                            subject: string;
                        }[];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTagsUnderErrors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How often each tag has which value */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        tags: {
                            key: string;
                            values: {
                                count: number;
                                value: string;
                            }[];
                        }[];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIssueTimelineUnderErrors: {
        parameters: {
            query?: {
                hours?: number;
            };
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events of an issue over time */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimeSeries"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unmergeIssueUnderErrors: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "issue_id": "0199f2a1-7c54-7d0e-9b1a-3f5d2c8e4a12",
                 *       "reason": "Another bug."
                 *     }
                 */
                "application/json": {
                    fingerprints?: string[];
                    /** Format: uuid */
                    issue_id?: string;
                    /** @default  */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Take a merged issue out again, or give fingerprints an issue of their own; answers that issue */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Issue"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeIssuesUnderErrors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "issue_ids": [
                 *         "0199f2a1-7c54-7d0e-9b1a-3f5d2c8e4a10"
                 *       ],
                 *       "change": {
                 *         "category": "cart"
                 *       }
                 *     }
                 */
                "application/json": {
                    change: {
                        assignee?: string | null;
                        category?: string | null;
                        description?: string | null;
                        ignored_until?: string | null;
                        ignored_while?: {
                            /** @enum {boolean} */
                            escalating?: true;
                            events?: number;
                            minutes?: number;
                            users?: number;
                        } | null;
                        /** @enum {string} */
                        resolution?: "now" | "in_release" | "in_next_release" | "in_commit";
                        resolved_in_commit?: string | null;
                        resolved_in_release?: string | null;
                        /** @enum {string} */
                        severity?: "low" | "medium" | "high" | "critical";
                        /** @enum {string} */
                        status?: "detected" | "analyzing" | "fixing" | "resolved" | "ignored";
                        title?: string;
                    };
                    issue_ids: string[];
                };
            };
        };
        responses: {
            /** @description Change many issues at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changed: string[];
                        failed: {
                            code: string;
                            detail: string;
                            /** Format: uuid */
                            issue_id: string;
                        }[];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStatisticsUnderErrors: {
        parameters: {
            query?: {
                days?: number;
                project_id?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts by status, severity, source, platform, project and verdict */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Statistics"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportEvents: {
        parameters: {
            query?: {
                format?: "csv" | "json";
                hours?: number;
                limit?: number;
                project_id?: number;
                query?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file; text that a spreadsheet would run as a formula begins with an apostrophe in CSV */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string | number | boolean | null;
                    }[];
                    "text/csv": string;
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    exportIssues: {
        parameters: {
            query?: {
                date_from?: string;
                date_to?: string;
                format?: "csv" | "json";
                limit?: number;
                project_id?: number;
                query?: string;
                search?: string;
                severity?: "low" | "medium" | "high" | "critical";
                source?: "sdk" | "sentry" | "github" | "otlp" | "api";
                status?: "detected" | "analyzing" | "fixing" | "resolved" | "ignored";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file; text that a spreadsheet would run as a formula begins with an apostrophe in CSV */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: string | number | boolean | null;
                    }[];
                    "text/csv": string;
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listFixes: {
        parameters: {
            query?: {
                issue_id?: string;
                limit?: number;
                project_id?: number;
                skip?: number;
                status?: "pending" | "analyzing" | "generating" | "testing" | "ready" | "applied" | "failed" | "rolled_back";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List fixes, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        fixes: components["schemas"]["Fix"][];
                        page: number;
                        pages: number;
                        size: number;
                        total: number;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    generateFix: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "issue_id": "0199f2a1-7c54-7d0e-9b1a-3f5d2c8e4a10"
                 *     }
                 */
                "application/json": {
                    /** Format: uuid */
                    issue_id: string;
                };
            };
        };
        responses: {
            /** @description Ask for a fix; answers the open one when there is one */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fix"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFix: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                fix_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A fix with its diff and the log of its verification */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fix"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    applyFix: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                fix_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "via": "patch"
                 *     }
                 */
                "application/json": {
                    /**
                     * @default pull_request
                     * @enum {string}
                     */
                    via?: "pull_request" | "patch";
                };
            };
        };
        responses: {
            /** @description Open a branch with a draft pull request, or record that the patch file was applied */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fix"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    downloadPatch: {
        parameters: {
            query?: {
                reverse?: "true" | "false";
            };
            header?: never;
            path: {
                fix_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Mail of git format-patch */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/x-diff": string;
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    reviewFix: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                fix_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "approved": true,
                 *       "notes": "Looks right."
                 *     }
                 */
                "application/json": {
                    approved: boolean;
                    /** @default null */
                    notes?: string | null;
                };
            };
        };
        responses: {
            /** @description Record what a person thinks of a fix */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fix"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rollBackFix: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                fix_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "It broke the cart."
                 *     }
                 */
                "application/json": {
                    reason: string;
                };
            };
        };
        responses: {
            /** @description Take an applied fix back, with a reason */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Fix"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getFixLedger: {
        parameters: {
            query?: {
                project_id?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How often rules and models were right, by what came of their fixes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        ledger: {
                            applied: number;
                            candidates_refuted: number;
                            fixed: number;
                            fixes: number;
                            model: string;
                            origin: string;
                            plausible: number;
                            recurred: number;
                            refuted: number;
                            rolled_back: number;
                            verified: number;
                        }[];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIssues: {
        parameters: {
            query?: {
                date_from?: string;
                date_to?: string;
                limit?: number;
                project_id?: number;
                query?: string;
                search?: string;
                severity?: "low" | "medium" | "high" | "critical";
                skip?: number;
                sort?: "last_seen" | "first_seen" | "event_count" | "users_affected";
                source?: "sdk" | "sentry" | "github" | "otlp" | "api";
                status?: "detected" | "analyzing" | "fixing" | "resolved" | "ignored";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List issues, newest activity first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        issues: components["schemas"]["Issue"][];
                        page: number;
                        pages: number;
                        size: number;
                        total: number;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createIssue: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "project_id": 7003,
                 *       "stack_trace": "TypeError: Cannot read properties of undefined (reading 'total')\n    at checkout (/app/src/cart.js:42:17)",
                 *       "environment": "production",
                 *       "tags": {
                 *         "importer": "nightly"
                 *       }
                 *     }
                 */
                "application/json": {
                    assignee?: string | null;
                    category?: string | null;
                    description?: string | null;
                    environment?: string;
                    event_id?: string;
                    extra?: {
                        [key: string]: unknown;
                    };
                    fingerprint?: string[];
                    message?: string;
                    /** Format: date-time */
                    occurred_at?: string;
                    platform?: string;
                    project_id: number;
                    release?: string;
                    server_name?: string;
                    /**
                     * @default high
                     * @enum {string}
                     */
                    severity?: "low" | "medium" | "high" | "critical";
                    stack_trace?: string;
                    tags?: {
                        [key: string]: string;
                    };
                    title?: string;
                    transaction?: string;
                    user?: {
                        email?: string;
                        id?: string;
                        username?: string;
                    };
                };
            };
        };
        responses: {
            /** @description Report an error; it is grouped like every event, and the answer holds its issue */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        event_id: string;
                        is_new: boolean;
                        issue: components["schemas"]["Issue"];
                    };
                };
            };
            /** @description Report an error; it is grouped like every event, and the answer holds its issue */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        event_id: string;
                        is_new: boolean;
                        issue: components["schemas"]["Issue"];
                    };
                };
            };
            /** @description Report an error; it is grouped like every event, and the answer holds its issue */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        event_id: string;
                        is_new: null;
                        issue: null;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIssue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Show an issue */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Issue"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateIssue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "severity": "high",
                 *       "category": "cart"
                 *     }
                 */
                "application/json": {
                    assignee?: string | null;
                    category?: string | null;
                    description?: string | null;
                    ignored_until?: string | null;
                    ignored_while?: {
                        /** @enum {boolean} */
                        escalating?: true;
                        events?: number;
                        minutes?: number;
                        users?: number;
                    } | null;
                    /** @enum {string} */
                    resolution?: "now" | "in_release" | "in_next_release" | "in_commit";
                    resolved_in_commit?: string | null;
                    resolved_in_release?: string | null;
                    /** @enum {string} */
                    severity?: "low" | "medium" | "high" | "critical";
                    /** @enum {string} */
                    status?: "detected" | "analyzing" | "fixing" | "resolved" | "ignored";
                    title?: string;
                };
            };
        };
        responses: {
            /** @description Change status, severity, assignee or words of an issue */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Issue"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteIssue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete an issue with its events, analyses, fixes and comments */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listActivity: {
        parameters: {
            query?: {
                before?: number;
                limit?: number;
            };
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What happened to an issue, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        activity: {
                            actor: string;
                            /** Format: date-time */
                            at: string;
                            data: {
                                [key: string]: unknown;
                            };
                            /** Format: uuid */
                            issue_id: string;
                            /** @enum {string} */
                            kind: "created" | "status" | "severity" | "title" | "assigned" | "commented" | "analyzed" | "fix" | "deleted";
                            project_id: number;
                            seq: number;
                        }[];
                        next_before: number | null;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAnalysis: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest analysis of an issue; 404 until there is one */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Analysis"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    analyzeIssue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "force": true
                 *     }
                 */
                "application/json": {
                    /** @default false */
                    force?: boolean;
                } | null;
            };
        };
        responses: {
            /** @description Ask for an analysis; `force` repeats it although nothing changed */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        issue_id: string;
                        /** @enum {string} */
                        status: "requested";
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listComments: {
        parameters: {
            query?: {
                limit?: number;
                skip?: number;
            };
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What people wrote about an issue, oldest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        comments: {
                            author: string;
                            body: string;
                            /** Format: date-time */
                            created_at: string;
                            edited_at: string | null;
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            issue_id: string;
                        }[];
                        page: number;
                        pages: number;
                        size: number;
                        total: number;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addComment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "body": "Seen after the **last** deploy."
                 *     }
                 */
                "application/json": {
                    body: string;
                };
            };
        };
        responses: {
            /** @description Write about an issue, in Markdown */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        author: string;
                        body: string;
                        /** Format: date-time */
                        created_at: string;
                        edited_at: string | null;
                        /** Format: uuid */
                        id: string;
                        /** Format: uuid */
                        issue_id: string;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    editComment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                comment_id: string;
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "body": "Only in Safari."
                 *     }
                 */
                "application/json": {
                    body: string;
                };
            };
        };
        responses: {
            /** @description Change a comment of mine */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        author: string;
                        body: string;
                        /** Format: date-time */
                        created_at: string;
                        edited_at: string | null;
                        /** Format: uuid */
                        id: string;
                        /** Format: uuid */
                        issue_id: string;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteComment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                comment_id: string;
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete a comment of mine */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listEvents: {
        parameters: {
            query?: {
                before?: string;
                limit?: number;
            };
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events of an issue, newest first, without payload */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        events: components["schemas"]["EventSummary"][];
                        next_before: string | null;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                event_id: "latest" | string;
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An event whole, or the newest one as `latest` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Event"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getGrouping: {
        parameters: {
            query?: {
                event_id?: string;
            };
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Why an event is in this issue, its fingerprints, and what was decided about them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        event_id: string | null;
                        fingerprints: {
                            culprit: string;
                            event_count: number;
                            fingerprint: string;
                            first_seen: string | null;
                            last_seen: string | null;
                            /** Format: uuid */
                            origin_issue_id: string;
                            title: string;
                            version: string;
                        }[];
                        grouping: components["schemas"]["Grouping"] | null;
                        history: {
                            /** @enum {string} */
                            action: "assigned" | "merged" | "unmerged" | "split" | "moved" | "rules_applied" | "rules_rolled_back";
                            actor: string;
                            /** Format: date-time */
                            at: string;
                            details: {
                                [key: string]: unknown;
                            };
                            fingerprint: string | null;
                            from_issue: string | null;
                            id: number;
                            reason: string;
                            to_issue: string | null;
                        }[];
                        /** Format: uuid */
                        issue_id: string;
                        merged: {
                            /** Format: uuid */
                            id: string;
                            /** Format: uuid */
                            merged_into: string;
                            number: number;
                            title: string;
                        }[];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIssueLinks: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Issues of trackers an issue is linked to, with their state */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        links: components["schemas"]["IssueLink"][];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    linkIssue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "integration_id": "0199f2a2-16aa-7dc4-8fd0-4f5061728ab0"
                 *     }
                 */
                "application/json": {
                    /** Format: uuid */
                    integration_id: string;
                    key?: string;
                };
            };
        };
        responses: {
            /** @description Make an issue in GitHub, GitLab or Jira, or link one that is there by its `key`; safe to repeat */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IssueLink"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unlinkIssue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
                link_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Forget a link; the issue over there stays as it is */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    mergeIssues: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "issue_ids": [
                 *         "0199f2a1-7c54-7d0e-9b1a-3f5d2c8e4a11"
                 *       ],
                 *       "reason": "The same bug."
                 *     }
                 */
                "application/json": {
                    issue_ids: string[];
                    /** @default  */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Join other issues into this one; future events follow, and unmerge takes it back exactly */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Issue"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIssueOwners: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who owns an issue, and because of which rule */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        owners: {
                            /** @enum {string} */
                            kind: "user" | "team";
                            name: string | null;
                            owner: string;
                        }[];
                        rule: {
                            line: number;
                            text: string;
                        } | null;
                        source: ("ownership_rules" | "codeowners") | null;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSimilarIssues: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Issues that look like this one, with what they share; never merged by themselves */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        similar: {
                            evidence: {
                                kind: string;
                                share: number;
                                text: string;
                            }[];
                            issue: components["schemas"]["Issue"];
                            similarity: number;
                        }[];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSuspectCommits: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Commits an issue may come from, most suspicious first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        commit: string | null;
                        exact: boolean;
                        found_at: string | null;
                        suspects: {
                            author_email: string | null;
                            author_name: string;
                            /** Format: date-time */
                            authored_at: string;
                            commit: string;
                            path: string;
                            reason: string;
                            subject: string;
                        }[];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTags: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description How often each tag has which value */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        tags: {
                            key: string;
                            values: {
                                count: number;
                                value: string;
                            }[];
                        }[];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getIssueTimeline: {
        parameters: {
            query?: {
                hours?: number;
            };
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events of an issue over time */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimeSeries"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unmergeIssue: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                issue_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "issue_id": "0199f2a1-7c54-7d0e-9b1a-3f5d2c8e4a12",
                 *       "reason": "Another bug."
                 *     }
                 */
                "application/json": {
                    fingerprints?: string[];
                    /** Format: uuid */
                    issue_id?: string;
                    /** @default  */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Take a merged issue out again, or give fingerprints an issue of their own; answers that issue */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Issue"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeIssues: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "issue_ids": [
                 *         "0199f2a1-7c54-7d0e-9b1a-3f5d2c8e4a10"
                 *       ],
                 *       "change": {
                 *         "category": "cart"
                 *       }
                 *     }
                 */
                "application/json": {
                    change: {
                        assignee?: string | null;
                        category?: string | null;
                        description?: string | null;
                        ignored_until?: string | null;
                        ignored_while?: {
                            /** @enum {boolean} */
                            escalating?: true;
                            events?: number;
                            minutes?: number;
                            users?: number;
                        } | null;
                        /** @enum {string} */
                        resolution?: "now" | "in_release" | "in_next_release" | "in_commit";
                        resolved_in_commit?: string | null;
                        resolved_in_release?: string | null;
                        /** @enum {string} */
                        severity?: "low" | "medium" | "high" | "critical";
                        /** @enum {string} */
                        status?: "detected" | "analyzing" | "fixing" | "resolved" | "ignored";
                        title?: string;
                    };
                    issue_ids: string[];
                };
            };
        };
        responses: {
            /** @description Change many issues at once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        changed: string[];
                        failed: {
                            code: string;
                            detail: string;
                            /** Format: uuid */
                            issue_id: string;
                        }[];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getStatistics: {
        parameters: {
            query?: {
                days?: number;
                project_id?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Counts by status, severity, source, platform, project and verdict */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Statistics"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    live: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Changes of issues, analyses and fixes as they happen: a WebSocket, see docs/live.md */
            426: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": unknown;
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOpenApi: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description This document */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listOrganizations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The organizations I belong to */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        organizations: components["schemas"]["Organization"][];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Acme Payments"
                 *     }
                 */
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Make an organization; the caller is its owner */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An organization */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renameOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Acme"
                 *     }
                 */
                "application/json": {
                    events_per_minute?: number | null;
                    name?: string;
                };
            };
        };
        responses: {
            /** @description Rename an organization, or set its quota */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Organization"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description End an organization: nobody sees it any more, and its keys take no events */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAuditLog: {
        parameters: {
            query?: {
                before?: number;
                limit?: number;
            };
            header?: never;
            path: {
                organization_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who changed what, and who signed in, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        entries: components["schemas"]["AuditEntry"][];
                        next_before: number | null;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listInvitations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Invitations, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        invitations: components["schemas"]["Invitation"][];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "bob@acme.example",
                 *       "role": "member"
                 *     }
                 */
                "application/json": {
                    /** @default null */
                    email?: string | null;
                    /** @default 7 */
                    expires_in_days?: number;
                    /** @enum {string} */
                    role: "owner" | "admin" | "member" | "viewer";
                };
            };
        };
        responses: {
            /** @description Invite somebody; the answer is the only one that shows the link */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        accepted_at: string | null;
                        accepted_by: string | null;
                        /** Format: date-time */
                        created_at: string;
                        email: string | null;
                        /** Format: date-time */
                        expires_at: string;
                        /** Format: uuid */
                        id: string;
                        invited_by: string;
                        organization_id: number;
                        /** @enum {string} */
                        role: "owner" | "admin" | "member" | "viewer";
                        url: string;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                invitation_id: string;
                organization_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoke an invitation that was not accepted yet */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listMembers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Members with their roles and teams */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        members: components["schemas"]["Member"][];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: number;
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "role": "member"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    role: "owner" | "admin" | "member" | "viewer";
                };
            };
        };
        responses: {
            /** @description Change the role of a member; it counts from the next request on */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Member"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: number;
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a member; access ends with the next request */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTeams: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Teams with their members and projects */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        teams: components["schemas"]["Team"][];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createTeam: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Checkout"
                 *     }
                 */
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Make a team */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    renameTeam: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: number;
                team_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Payments"
                 *     }
                 */
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Rename a team */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeTeam: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: number;
                team_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a team; its projects are open to the organization again unless another team has them */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addTeamMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: number;
                team_id: number;
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Add a member of the organization to the team */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeTeamMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: number;
                team_id: number;
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a member of the organization from the team */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    addTeamProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: number;
                project_id: number;
                team_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Add a project of the organization to the team */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeTeamProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: number;
                project_id: number;
                team_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove a project of the organization from the team */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Team"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listViews: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description My saved views and the shared ones */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        views: {
                            /** Format: date-time */
                            created_at: string;
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            kind: "issues" | "events";
                            name: string;
                            organization_id: number;
                            owner: string;
                            project_id: number | null;
                            query: string;
                            settings: {
                                [key: string]: unknown;
                            };
                            shared: boolean;
                            /** Format: date-time */
                            updated_at: string;
                        }[];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "My open crashes",
                 *       "query": "is:unresolved assignee:me",
                 *       "settings": {
                 *         "sort": "last_seen"
                 *       }
                 *     }
                 */
                "application/json": {
                    /**
                     * @default issues
                     * @enum {string}
                     */
                    kind?: "issues" | "events";
                    name: string;
                    /** @default null */
                    project_id?: number | null;
                    /** @default  */
                    query?: string;
                    /** @default {} */
                    settings?: {
                        columns?: string[];
                        hours?: number;
                        sort?: string;
                    };
                    /** @default false */
                    shared?: boolean;
                };
            };
        };
        responses: {
            /** @description Save a search; shared ones need the role member */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        created_at: string;
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        kind: "issues" | "events";
                        name: string;
                        organization_id: number;
                        owner: string;
                        project_id: number | null;
                        query: string;
                        settings: {
                            [key: string]: unknown;
                        };
                        shared: boolean;
                        /** Format: date-time */
                        updated_at: string;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: number;
                view_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "query": "is:unresolved severity:critical"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    kind?: "issues" | "events";
                    name?: string;
                    project_id?: number | null;
                    query?: string;
                    settings?: {
                        columns?: string[];
                        hours?: number;
                        sort?: string;
                    };
                    shared?: boolean;
                };
            };
        };
        responses: {
            /** @description Change a view of mine, or as admin a shared one */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        created_at: string;
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        kind: "issues" | "events";
                        name: string;
                        organization_id: number;
                        owner: string;
                        project_id: number | null;
                        query: string;
                        settings: {
                            [key: string]: unknown;
                        };
                        shared: boolean;
                        /** Format: date-time */
                        updated_at: string;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: number;
                view_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete a view of mine, or as admin a shared one */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProjects: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description My projects */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        projects: components["schemas"]["Project"][];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createProject: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "organization_id": 7001,
                 *       "name": "Checkout"
                 *     }
                 */
                "application/json": {
                    name: string;
                    organization_id: number;
                };
            };
        };
        responses: {
            /** @description Make a project with an ingest key */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectDetail"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A project with its DSN */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectDetail"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Shop",
                 *       "fix_confidence_min": 0.8
                 *     }
                 */
                "application/json": {
                    auto_resolve_days?: number | null;
                    events_per_minute?: number | null;
                    filters?: {
                        /** @default false */
                        browser_extensions?: boolean;
                        /** @default false */
                        browser_noise?: boolean;
                        /** @default false */
                        crawlers?: boolean;
                        /** @default false */
                        localhost?: boolean;
                        /** @default [] */
                        rules?: {
                            /** @enum {string} */
                            field: "message" | "type" | "path" | "release" | "environment";
                            glob: string;
                        }[];
                        /** @default false */
                        stale_chunks?: boolean;
                    };
                    fix_confidence_min?: number;
                    model_gates?: {
                        /** @default null */
                        age_days_max?: number | null;
                        /** @default true */
                        enabled?: boolean;
                        /** @default null */
                        events_min?: number | null;
                        /** @default false */
                        noise?: boolean;
                        /** @default null */
                        tokens_per_day?: number | null;
                        /** @default null */
                        usd_per_day?: number | null;
                    };
                    name?: string;
                    repository?: {
                        api_url?: string | null;
                        base_branch?: (string & (unknown & unknown)) | null;
                        /** @enum {string} */
                        host?: "auto" | "github" | "gitlab" | "none";
                        host_repository?: (string & (unknown & unknown)) | null;
                        install?: boolean;
                        /** @default  */
                        root?: string;
                        /** @default null */
                        test_command?: string | null;
                        url: string;
                    } | null;
                    retention?: {
                        /** @default null */
                        bytes_max?: number | null;
                        /** @default null */
                        days?: number | null;
                        /** @default null */
                        events_max?: number | null;
                    };
                    scrubbing?: {
                        /** @default null */
                        allowed_keys?: string[] | null;
                        /** @default false */
                        emails?: boolean;
                        /** @default false */
                        ip_addresses?: boolean;
                        /** @default [] */
                        keys?: string[];
                        /** @default [] */
                        patterns?: string[];
                    };
                };
            };
        };
        responses: {
            /** @description Change name, repository, the confidence fixes need, when models are asked, quota, filters, scrubbing or retention */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ProjectDetail"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeProject: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description End a project: nobody sees it any more, and its keys take no events */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listAlertRules: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Alert rules of a project */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        rules: {
                            channel_ids: string[];
                            /** Format: date-time */
                            created_at: string;
                            enabled: boolean;
                            environment: string | null;
                            /** Format: uuid */
                            id: string;
                            name: string;
                            project_id: number;
                            quiet_hours: {
                                from: string;
                                timezone: string;
                                to: string;
                            } | null;
                            /** @enum {string} */
                            severity_min: "low" | "medium" | "high" | "critical";
                            threshold: {
                                events: number;
                                minutes: number;
                            } | null;
                            triggers: ("new_issue" | "regression" | "escalation" | "fix_ready" | "threshold" | "velocity" | "quota")[];
                            velocity: {
                                events: number;
                                minutes: number;
                                times: number;
                            } | null;
                        }[];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createAlertRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Back in production",
                 *       "triggers": [
                 *         "regression",
                 *         "escalation"
                 *       ],
                 *       "severity_min": "high",
                 *       "environment": "production",
                 *       "channel_ids": [
                 *         "0199f2a1-e377-7a91-8cad-1f2e3d4c5b80"
                 *       ]
                 *     }
                 */
                "application/json": {
                    channel_ids: string[];
                    /** @default true */
                    enabled?: boolean;
                    /** @default null */
                    environment?: string | null;
                    name: string;
                    /** @default null */
                    quiet_hours?: {
                        from: string;
                        timezone: string;
                        to: string;
                    } | null;
                    /**
                     * @default low
                     * @enum {string}
                     */
                    severity_min?: "low" | "medium" | "high" | "critical";
                    /** @default null */
                    threshold?: {
                        events: number;
                        minutes: number;
                    } | null;
                    triggers: ("new_issue" | "regression" | "escalation" | "fix_ready" | "threshold" | "velocity" | "quota")[];
                    /** @default null */
                    velocity?: {
                        events: number;
                        minutes: number;
                        times: number;
                    } | null;
                };
            };
        };
        responses: {
            /** @description Add an alert rule */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        channel_ids: string[];
                        /** Format: date-time */
                        created_at: string;
                        enabled: boolean;
                        environment: string | null;
                        /** Format: uuid */
                        id: string;
                        name: string;
                        project_id: number;
                        quiet_hours: {
                            from: string;
                            timezone: string;
                            to: string;
                        } | null;
                        /** @enum {string} */
                        severity_min: "low" | "medium" | "high" | "critical";
                        threshold: {
                            events: number;
                            minutes: number;
                        } | null;
                        triggers: ("new_issue" | "regression" | "escalation" | "fix_ready" | "threshold" | "velocity" | "quota")[];
                        velocity: {
                            events: number;
                            minutes: number;
                            times: number;
                        } | null;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replaceAlertRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: number;
                rule_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Back in production",
                 *       "triggers": [
                 *         "regression",
                 *         "escalation"
                 *       ],
                 *       "severity_min": "high",
                 *       "environment": "production",
                 *       "channel_ids": [
                 *         "0199f2a1-e377-7a91-8cad-1f2e3d4c5b80"
                 *       ]
                 *     }
                 */
                "application/json": {
                    channel_ids: string[];
                    /** @default true */
                    enabled?: boolean;
                    /** @default null */
                    environment?: string | null;
                    name: string;
                    /** @default null */
                    quiet_hours?: {
                        from: string;
                        timezone: string;
                        to: string;
                    } | null;
                    /**
                     * @default low
                     * @enum {string}
                     */
                    severity_min?: "low" | "medium" | "high" | "critical";
                    /** @default null */
                    threshold?: {
                        events: number;
                        minutes: number;
                    } | null;
                    triggers: ("new_issue" | "regression" | "escalation" | "fix_ready" | "threshold" | "velocity" | "quota")[];
                    /** @default null */
                    velocity?: {
                        events: number;
                        minutes: number;
                        times: number;
                    } | null;
                };
            };
        };
        responses: {
            /** @description Replace an alert rule */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        channel_ids: string[];
                        /** Format: date-time */
                        created_at: string;
                        enabled: boolean;
                        environment: string | null;
                        /** Format: uuid */
                        id: string;
                        name: string;
                        project_id: number;
                        quiet_hours: {
                            from: string;
                            timezone: string;
                            to: string;
                        } | null;
                        /** @enum {string} */
                        severity_min: "low" | "medium" | "high" | "critical";
                        threshold: {
                            events: number;
                            minutes: number;
                        } | null;
                        triggers: ("new_issue" | "regression" | "escalation" | "fix_ready" | "threshold" | "velocity" | "quota")[];
                        velocity: {
                            events: number;
                            minutes: number;
                            times: number;
                        } | null;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteAlertRule: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: number;
                rule_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete an alert rule */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listArtifacts: {
        parameters: {
            query?: {
                limit?: number;
                release?: string;
                skip?: number;
                state?: "assembling" | "ok" | "error";
            };
            header?: never;
            path: {
                project_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Uploads of source maps, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        bundles: components["schemas"]["ArtifactBundle"][];
                        page: number;
                        pages: number;
                        size: number;
                        total: number;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteReleaseArtifacts: {
        parameters: {
            query: {
                /** @example shop@1.0.0 */
                release: string;
            };
            header?: never;
            path: {
                project_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete the uploads of a release */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deleted: number;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listArtifactFiles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                bundle_id: string;
                project_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Files of an upload, and why one cannot be used */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        files: components["schemas"]["ArtifactFile"][];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteArtifacts: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                bundle_id: string;
                project_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete an upload; events that were resolved with it stay as they are */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    searchArtifactFiles: {
        parameters: {
            query?: {
                checksum?: string;
                debug_id?: string;
                limit?: number;
                release?: string;
                search?: string;
                skip?: number;
                state?: "usable" | "problem";
            };
            header?: never;
            path: {
                project_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Files of all uploads, newest first, with why one cannot be used */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        files: {
                            /** Format: uuid */
                            bundle_id: string;
                            debug_id: string | null;
                            dist: string;
                            id: number;
                            /** @enum {string} */
                            kind: "minified_source" | "source_map" | "source" | "other";
                            map_name: string | null;
                            name: string;
                            problem: {
                                code: string;
                                why: string;
                            } | null;
                            release: string;
                            size: number;
                            /** Format: date-time */
                            uploaded_at: string;
                            usable: boolean;
                        }[];
                        page: number;
                        pages: number;
                        size: number;
                        total: number;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    knownArtifactFiles: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "release": "shop@1.0.0",
                 *       "files": [
                 *         {
                 *           "name": "~/app.js",
                 *           "hash": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": {
                    /** @default  */
                    dist?: string;
                    files: {
                        /** @default null */
                        debug_id?: string | null;
                        hash: string;
                        name: string;
                    }[];
                    /** @default  */
                    release?: string;
                };
            };
        };
        responses: {
            /** @description Which files need not be sent: `here` in this release, `elsewhere` in another one of the project */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        files: {
                            known: ("here" | "elsewhere") | null;
                        }[];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unresolvedFiles: {
        parameters: {
            query?: {
                days?: number;
            };
            header?: never;
            path: {
                project_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Files whose frames show no source, and why, over the newest events of the last `days` */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        complete: boolean;
                        events_read: number;
                        files: {
                            detail: string;
                            events: number;
                            file: string;
                            issue_id: string | null;
                            /** Format: date-time */
                            last_seen: string;
                            /** @enum {string} */
                            reason: "no_artifact" | "wrong_release" | "no_map" | "map_invalid" | "no_mapping" | "no_position" | "timed_out";
                            release: string | null;
                        }[];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listChannels: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where alerts of a project can go; targets are never shown */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        channels: {
                            /** Format: date-time */
                            created_at: string;
                            enabled: boolean;
                            hint: string;
                            /** Format: uuid */
                            id: string;
                            /** @enum {string} */
                            kind: "webhook" | "slack" | "discord" | "teams" | "email";
                            name: string;
                            project_id: number;
                        }[];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "webhook",
                 *       "name": "On call",
                 *       "target": {
                 *         "url": "https://hooks.example.com/bugsage"
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @default true */
                    enabled?: boolean;
                    /** @enum {string} */
                    kind: "webhook";
                    name: string;
                    target: {
                        drops_repeats?: boolean;
                        secret?: string;
                        /** Format: uri */
                        url: string;
                    };
                } | {
                    /** @default true */
                    enabled?: boolean;
                    /** @enum {string} */
                    kind: "slack";
                    name: string;
                    target: {
                        /** Format: uri */
                        api?: string;
                        buttons?: boolean;
                        channel: string;
                        token: string;
                    };
                } | {
                    /** @default true */
                    enabled?: boolean;
                    /** @enum {string} */
                    kind: "discord";
                    name: string;
                    target: {
                        /** Format: uri */
                        url: string;
                    };
                } | {
                    /** @default true */
                    enabled?: boolean;
                    /** @enum {string} */
                    kind: "teams";
                    name: string;
                    target: {
                        /** Format: uri */
                        url: string;
                    };
                } | {
                    /** @default true */
                    enabled?: boolean;
                    /** @enum {string} */
                    kind: "email";
                    name: string;
                    target: {
                        /** Format: email */
                        address: string;
                    };
                };
            };
        };
        responses: {
            /** @description Add a channel: webhook, slack, discord, teams, email */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        created_at: string;
                        enabled: boolean;
                        hint: string;
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        kind: "webhook" | "slack" | "discord" | "teams" | "email";
                        name: string;
                        project_id: number;
                        secret: string | null;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel_id: string;
                project_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "On call, nights",
                 *       "enabled": true
                 *     }
                 */
                "application/json": {
                    enabled: boolean;
                    name: string;
                };
            };
        };
        responses: {
            /** @description Rename a channel, or switch it off and on; for another target add a new one */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        created_at: string;
                        enabled: boolean;
                        hint: string;
                        /** Format: uuid */
                        id: string;
                        /** @enum {string} */
                        kind: "webhook" | "slack" | "discord" | "teams" | "email";
                        name: string;
                        project_id: number;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel_id: string;
                project_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete a channel; rules that have no other are switched off */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testChannel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                channel_id: string;
                project_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Send a test message; its delivery tells what became of it */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        attempts: number;
                        /** Format: uuid */
                        channel_id: string;
                        /** Format: date-time */
                        created_at: string;
                        error: string | null;
                        /** Format: uuid */
                        id: string;
                        issue_id: string | null;
                        next_attempt_at: string | null;
                        project_id: number;
                        rule_id: string | null;
                        sent_at: string | null;
                        /** @enum {string} */
                        status: "pending" | "sending" | "sent" | "failed" | "unknown" | "collapsed";
                        /** @enum {string} */
                        trigger: "new_issue" | "regression" | "escalation" | "fix_ready" | "threshold" | "velocity" | "quota" | "summary" | "test";
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                limit?: number;
                skip?: number;
            };
            header?: never;
            path: {
                project_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Messages of a project, newest first, and what became of them */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        deliveries: {
                            attempts: number;
                            /** Format: uuid */
                            channel_id: string;
                            /** Format: date-time */
                            created_at: string;
                            error: string | null;
                            /** Format: uuid */
                            id: string;
                            issue_id: string | null;
                            next_attempt_at: string | null;
                            project_id: number;
                            rule_id: string | null;
                            sent_at: string | null;
                            /** @enum {string} */
                            status: "pending" | "sending" | "sent" | "failed" | "unknown" | "collapsed";
                            /** @enum {string} */
                            trigger: "new_issue" | "regression" | "escalation" | "fix_ready" | "threshold" | "velocity" | "quota" | "summary" | "test";
                        }[];
                        page: number;
                        pages: number;
                        size: number;
                        total: number;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayDelivery: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                delivery_id: string;
                project_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Send a message once more */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        attempts: number;
                        /** Format: uuid */
                        channel_id: string;
                        /** Format: date-time */
                        created_at: string;
                        error: string | null;
                        /** Format: uuid */
                        id: string;
                        issue_id: string | null;
                        next_attempt_at: string | null;
                        project_id: number;
                        rule_id: string | null;
                        sent_at: string | null;
                        /** @enum {string} */
                        status: "pending" | "sending" | "sent" | "failed" | "unknown" | "collapsed";
                        /** @enum {string} */
                        trigger: "new_issue" | "regression" | "escalation" | "fix_ready" | "threshold" | "velocity" | "quota" | "summary" | "test";
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listDrops: {
        parameters: {
            query?: {
                hours?: number;
            };
            header?: never;
            path: {
                project_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events that were dropped before they were stored, by hour and reason; seconds late */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        drops: {
                            events: number;
                            explanation: string;
                            /** Format: date-time */
                            hour: string;
                            /** @enum {string} */
                            reason: "missing_key" | "unknown_key" | "disabled_key" | "wrong_project" | "invalid_request" | "invalid_encoding" | "invalid_envelope" | "invalid_json" | "invalid_session" | "too_large" | "too_deep" | "unknown_item" | "unsupported_item" | "extra_event" | "duplicate" | "journal_full" | "journal_failed" | "overloaded" | "shutting_down" | "rate_limited_key" | "rate_limited_project" | "rate_limited_organization" | "rate_limited_sessions" | "filtered_extension" | "filtered_crawler" | "filtered_localhost" | "filtered_stale_chunk" | "filtered_noise" | "filtered_rule" | "sampled" | "journal_damaged" | "internal_error" | "dead_letter";
                        }[];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getGroupingRules: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The rules that count, and all versions there were */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        current: components["schemas"]["GroupingRules"] | null;
                        history: components["schemas"]["GroupingRules"][];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    applyGroupingRules: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "fingerprint_rules": "error.type:TimeoutError -> timeout, {{ transaction }}",
                 *       "stack_trace_rules": "stack.function:retry* -group",
                 *       "days": 7,
                 *       "reason": "Timeouts by page"
                 *     }
                 */
                "application/json": {
                    /** @default 30 */
                    days?: number;
                    /** @default  */
                    fingerprint_rules?: string;
                    /** @default  */
                    reason?: string;
                    /** @default  */
                    stack_trace_rules?: string;
                };
            };
        };
        responses: {
            /** @description Apply rules to new events, and to the stored ones of the last days */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        current: components["schemas"]["GroupingRules"] | null;
                        history: components["schemas"]["GroupingRules"][];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    dryRunGroupingRules: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "fingerprint_rules": "error.type:TimeoutError -> timeout, {{ transaction }}",
                 *       "stack_trace_rules": "stack.function:retry* -group",
                 *       "days": 7
                 *     }
                 */
                "application/json": {
                    /** @default 30 */
                    days?: number;
                    /** @default  */
                    fingerprint_rules?: string;
                    /** @default  */
                    stack_trace_rules?: string;
                };
            };
        };
        responses: {
            /** @description What rules would do to the stored events of the last days: splits, joins, issues; changes nothing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DryRun"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    rollBackGroupingRules: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "days": 7,
                 *       "reason": "Split too much"
                 *     }
                 */
                "application/json": {
                    /** @default 30 */
                    days?: number;
                    /** @default  */
                    reason?: string;
                };
            };
        };
        responses: {
            /** @description Go back to the rules before; stored events return to the issues they came from */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        current: components["schemas"]["GroupingRules"] | null;
                        history: components["schemas"]["GroupingRules"][];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listIntegrations: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Connections of a project to other services; credentials are never shown */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        integrations: components["schemas"]["Integration"][];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createIntegration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "github",
                 *       "name": "Shop on GitHub",
                 *       "settings": {
                 *         "repository": "acme/shop"
                 *       },
                 *       "credentials": {
                 *         "token": "github_pat_exampletoken"
                 *       }
                 *     }
                 */
                "application/json": {
                    credentials: {
                        token: string;
                    } | {
                        app_id: number;
                        installation_id: number;
                        private_key: string;
                    };
                    /** @default true */
                    enabled?: boolean;
                    /** @enum {string} */
                    kind: "github";
                    name: string;
                    settings: {
                        /** @default null */
                        api_url?: string | null;
                        repository: string;
                        /**
                         * @default {
                         *       "outgoing": true,
                         *       "incoming": true,
                         *       "comments": true
                         *     }
                         */
                        sync?: {
                            comments: boolean;
                            incoming: boolean;
                            outgoing: boolean;
                        };
                    };
                    webhook_secret?: string;
                } | {
                    credentials: {
                        token: string;
                    };
                    /** @default true */
                    enabled?: boolean;
                    /** @enum {string} */
                    kind: "gitlab";
                    name: string;
                    settings: {
                        project: string;
                        /**
                         * @default {
                         *       "outgoing": true,
                         *       "incoming": true,
                         *       "comments": true
                         *     }
                         */
                        sync?: {
                            comments: boolean;
                            incoming: boolean;
                            outgoing: boolean;
                        };
                        /**
                         * Format: uri
                         * @default https://gitlab.com
                         */
                        url?: string;
                    };
                    webhook_secret?: string;
                } | {
                    credentials: {
                        api_token: string;
                        /** Format: email */
                        email: string;
                    };
                    /** @default true */
                    enabled?: boolean;
                    /** @enum {string} */
                    kind: "jira";
                    name: string;
                    settings: {
                        /** @default Bug */
                        issue_type?: string;
                        /** @default {} */
                        outgoing_status?: {
                            [key: string]: string;
                        };
                        /**
                         * @default {
                         *       "critical": "Highest",
                         *       "high": "High",
                         *       "medium": "Medium",
                         *       "low": "Low"
                         *     }
                         */
                        priorities?: {
                            [key: string]: string;
                        };
                        project: string;
                        /** @default {} */
                        status_map?: {
                            [key: string]: "detected" | "fixing" | "resolved" | "ignored";
                        };
                        /**
                         * @default {
                         *       "outgoing": true,
                         *       "incoming": true,
                         *       "comments": true
                         *     }
                         */
                        sync?: {
                            comments: boolean;
                            incoming: boolean;
                            outgoing: boolean;
                        };
                        /** Format: uri */
                        url: string;
                    };
                    webhook_secret?: string;
                } | {
                    credentials: {
                        token?: string;
                    };
                    /** @default true */
                    enabled?: boolean;
                    /** @enum {string} */
                    kind: "sentry";
                    name: string;
                    settings: {
                        organization: string;
                        project: string;
                        /**
                         * Format: uri
                         * @default https://sentry.io
                         */
                        url?: string;
                    };
                    webhook_secret?: string;
                } | {
                    /** @default {} */
                    credentials?: Record<string, never>;
                    /** @default true */
                    enabled?: boolean;
                    /** @enum {string} */
                    kind: "slack";
                    name: string;
                    /** @default {} */
                    settings?: Record<string, never>;
                    webhook_secret: string;
                };
            };
        };
        responses: {
            /** @description Connect a project: github, gitlab, jira, sentry, slack */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        check_error: string | null;
                        checked_at: string | null;
                        /** Format: date-time */
                        created_at: string;
                        created_by: string;
                        enabled: boolean;
                        has_webhook_secret: boolean;
                        /** Format: uuid */
                        id: string;
                        import: {
                            cursor: string | null;
                            ended_at: string | null;
                            error: string | null;
                            events: number;
                            /** Format: uuid */
                            id: string;
                            issues: number;
                            skipped: number;
                            /** Format: date-time */
                            started_at: string;
                            /** @enum {string} */
                            status: "running" | "done" | "failed";
                        } | null;
                        /** @enum {string} */
                        kind: "github" | "gitlab" | "jira" | "sentry" | "slack";
                        name: string;
                        project_id: number;
                        settings: {
                            [key: string]: unknown;
                        };
                        webhook_secret: string | null;
                        webhook_url: string;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateIntegration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                integration_id: string;
                project_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "kind": "github",
                 *       "name": "Shop",
                 *       "enabled": true
                 *     }
                 */
                "application/json": {
                    credentials?: {
                        token: string;
                    } | {
                        app_id: number;
                        installation_id: number;
                        private_key: string;
                    };
                    enabled?: boolean;
                    /** @enum {string} */
                    kind: "github";
                    name?: string;
                    settings?: {
                        /** @default null */
                        api_url?: string | null;
                        repository: string;
                        /**
                         * @default {
                         *       "outgoing": true,
                         *       "incoming": true,
                         *       "comments": true
                         *     }
                         */
                        sync?: {
                            comments: boolean;
                            incoming: boolean;
                            outgoing: boolean;
                        };
                    };
                    webhook_secret?: string;
                } | {
                    credentials?: {
                        token: string;
                    };
                    enabled?: boolean;
                    /** @enum {string} */
                    kind: "gitlab";
                    name?: string;
                    settings?: {
                        project: string;
                        /**
                         * @default {
                         *       "outgoing": true,
                         *       "incoming": true,
                         *       "comments": true
                         *     }
                         */
                        sync?: {
                            comments: boolean;
                            incoming: boolean;
                            outgoing: boolean;
                        };
                        /**
                         * Format: uri
                         * @default https://gitlab.com
                         */
                        url?: string;
                    };
                    webhook_secret?: string;
                } | {
                    credentials?: {
                        api_token: string;
                        /** Format: email */
                        email: string;
                    };
                    enabled?: boolean;
                    /** @enum {string} */
                    kind: "jira";
                    name?: string;
                    settings?: {
                        /** @default Bug */
                        issue_type?: string;
                        /** @default {} */
                        outgoing_status?: {
                            [key: string]: string;
                        };
                        /**
                         * @default {
                         *       "critical": "Highest",
                         *       "high": "High",
                         *       "medium": "Medium",
                         *       "low": "Low"
                         *     }
                         */
                        priorities?: {
                            [key: string]: string;
                        };
                        project: string;
                        /** @default {} */
                        status_map?: {
                            [key: string]: "detected" | "fixing" | "resolved" | "ignored";
                        };
                        /**
                         * @default {
                         *       "outgoing": true,
                         *       "incoming": true,
                         *       "comments": true
                         *     }
                         */
                        sync?: {
                            comments: boolean;
                            incoming: boolean;
                            outgoing: boolean;
                        };
                        /** Format: uri */
                        url: string;
                    };
                    webhook_secret?: string;
                } | {
                    credentials?: {
                        token?: string;
                    };
                    enabled?: boolean;
                    /** @enum {string} */
                    kind: "sentry";
                    name?: string;
                    settings?: {
                        organization: string;
                        project: string;
                        /**
                         * Format: uri
                         * @default https://sentry.io
                         */
                        url?: string;
                    };
                    webhook_secret?: string;
                } | {
                    enabled?: boolean;
                    /** @enum {string} */
                    kind: "slack";
                    name?: string;
                    webhook_secret?: string;
                };
            };
        };
        responses: {
            /** @description Rename a connection, switch it off and on, or replace its settings or credentials */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Integration"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeIntegration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                integration_id: string;
                project_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Disconnect, with the links of issues; nothing changes over there */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    importFromSentry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                integration_id: string;
                project_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Import the unresolved issues of a Sentry project; one that was cut off goes on where it stopped */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Integration"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    testIntegration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                integration_id: string;
                project_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ask the other side whether the credentials open what the settings name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        detail: string;
                        ok: boolean;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createIngestKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Make another ingest key */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        dsn: string;
                        enabled: boolean;
                        events_per_minute: number | null;
                        public_key: string;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateIngestKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: number;
                public_key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "enabled": false
                 *     }
                 */
                "application/json": {
                    enabled?: boolean;
                    events_per_minute?: number | null;
                };
            };
        };
        responses: {
            /** @description Disable or enable an ingest key, or set its quota; collectors follow within seconds */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        dsn: string;
                        enabled: boolean;
                        events_per_minute: number | null;
                        public_key: string;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getOwnership: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ownership rules and CODEOWNERS of a project, and lines that cannot be used */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        auto_assign: "off" | "owners" | "suspect_commits";
                        codeowners: string;
                        mappings: {
                            [key: string]: string;
                        };
                        problems: {
                            /** @enum {string} */
                            in: "ownership_rules" | "codeowners";
                            line: number;
                            message: string;
                        }[];
                        rules: string;
                        updated_at: string | null;
                        updated_by: string | null;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setOwnership: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "codeowners": "/src/ @acme/checkout\n",
                 *       "auto_assign": "owners"
                 *     }
                 */
                "application/json": {
                    /** @enum {string} */
                    auto_assign?: "off" | "owners" | "suspect_commits";
                    codeowners?: string;
                    mappings?: {
                        [key: string]: string;
                    };
                    rules?: string;
                };
            };
        };
        responses: {
            /** @description Set rules, CODEOWNERS, mappings or whether new issues are assigned; what is left out stays */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        auto_assign: "off" | "owners" | "suspect_commits";
                        codeowners: string;
                        mappings: {
                            [key: string]: string;
                        };
                        problems: {
                            /** @enum {string} */
                            in: "ownership_rules" | "codeowners";
                            line: number;
                            message: string;
                        }[];
                        rules: string;
                        updated_at: string | null;
                        updated_by: string | null;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    validateOwnership: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "rules": "path:src/cart/* #checkout\nurl:https://shop.example/admin* owner@acme.example"
                 *     }
                 */
                "application/json": {
                    /** @default  */
                    codeowners?: string;
                    /** @default {} */
                    mappings?: {
                        [key: string]: string;
                    };
                    /** @default  */
                    rules?: string;
                };
            };
        };
        responses: {
            /** @description What is wrong with rules or a CODEOWNERS file; changes nothing */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        problems: {
                            /** @enum {string} */
                            in: "ownership_rules" | "codeowners";
                            line: number;
                            message: string;
                        }[];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReceivedWebhooks: {
        parameters: {
            query?: {
                limit?: number;
                skip?: number;
                status?: "pending" | "done" | "ignored" | "dead";
            };
            header?: never;
            path: {
                project_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Webhooks that came in, newest first, and what became of them; `status=dead` waits for you */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        page: number;
                        pages: number;
                        size: number;
                        total: number;
                        webhooks: components["schemas"]["ReceivedWebhook"][];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    replayReceivedWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: number;
                received_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Work on a webhook once more */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReceivedWebhook"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listReleases: {
        parameters: {
            query?: {
                limit?: number;
                search?: string;
                skip?: number;
            };
            header?: never;
            path: {
                project_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Releases of a project, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        page: number;
                        pages: number;
                        releases: {
                            announced: boolean;
                            commit_sha: string | null;
                            /** Format: date-time */
                            created_at: string;
                            health: {
                                adoption: number | null;
                                crash_free_sessions: number | null;
                                crash_free_users: number | null;
                                hours: number;
                                sessions: number;
                                users: number;
                            } | null;
                            new_issues: number;
                            project_id: number;
                            released_at: string | null;
                            url: string | null;
                            version: string;
                        }[];
                        size: number;
                        total: number;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    announceRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "version": "shop@2.2.0",
                 *       "commit_sha": "4f8a2c19d0e3",
                 *       "url": "https://ci.example.com/512"
                 *     }
                 */
                "application/json": {
                    commit_sha?: string | null;
                    commits?: {
                        /** @default null */
                        author_email?: string | null;
                        /** @default null */
                        author_name?: string | null;
                        committed_at?: string | null;
                        /** @default null */
                        message?: string | null;
                        sha: string;
                    }[];
                    released_at?: string | null;
                    url?: string | null;
                    version: string;
                };
            };
        };
        responses: {
            /** @description Announce a release with its commits; safe to repeat */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        announced: boolean;
                        commit_sha: string | null;
                        /** Format: date-time */
                        created_at: string;
                        new_issues: number;
                        project_id: number;
                        released_at: string | null;
                        url: string | null;
                        version: string;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: number;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A release with its commits and deploys */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        announced: boolean;
                        commit_sha: string | null;
                        commits: {
                            author_email: string | null;
                            author_name: string | null;
                            committed_at: string | null;
                            message: string | null;
                            sha: string;
                        }[];
                        /** Format: date-time */
                        created_at: string;
                        deploys: {
                            environment: string;
                            /** Format: date-time */
                            finished_at: string;
                            /** Format: uuid */
                            id: string;
                            name: string | null;
                            project_id: number;
                            started_at: string | null;
                            url: string | null;
                            version: string;
                        }[];
                        new_issues: number;
                        project_id: number;
                        released_at: string | null;
                        url: string | null;
                        version: string;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    announceDeploy: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: number;
                version: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "environment": "production",
                 *       "name": "blue"
                 *     }
                 */
                "application/json": {
                    environment: string;
                    /** Format: date-time */
                    finished_at?: string;
                    /** @default null */
                    name?: string | null;
                    started_at?: string | null;
                    /** @default null */
                    url?: string | null;
                };
            };
        };
        responses: {
            /** @description Say that a release was deployed to an environment */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        environment: string;
                        /** Format: date-time */
                        finished_at: string;
                        /** Format: uuid */
                        id: string;
                        name: string | null;
                        project_id: number;
                        started_at: string | null;
                        url: string | null;
                        version: string;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getReleaseHealth: {
        parameters: {
            query?: {
                environment?: string;
                hours?: number;
            };
            header?: never;
            path: {
                project_id: number;
                version: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Crash-free sessions and users of a release, its adoption, and both over time */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        adoption: {
                            hours: number;
                            sessions: number | null;
                            users: number | null;
                        };
                        bucket_seconds: number;
                        buckets: {
                            /** Format: date-time */
                            at: string;
                            sessions: {
                                abnormal: number;
                                crashed: number;
                                errored: number;
                                frozen: number;
                                healthy: number;
                                total: number;
                                unhandled: number;
                            };
                            users: {
                                crashed: number;
                                errored: number;
                                frozen: number;
                                total: number;
                            };
                        }[];
                        environment: string | null;
                        /** Format: date-time */
                        from: string;
                        sessions: {
                            abnormal: number;
                            crash_free_rate: number | null;
                            crashed: number;
                            errored: number;
                            frozen: number;
                            healthy: number;
                            total: number;
                            unhandled: number;
                        };
                        /** Format: date-time */
                        to: string;
                        users: {
                            crash_free_rate: number | null;
                            crashed: number;
                            errored: number;
                            frozen: number;
                            frozen_rate: number | null;
                            total: number;
                        };
                        version: string;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listProjectSecrets: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Which secrets a project has, without their values */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        secrets: {
                            /** @enum {string} */
                            name: "repository_token";
                            /** Format: date-time */
                            updated_at: string;
                            updated_by: string;
                        }[];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    setProjectSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: number;
                secret_name: "repository_token";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "value": "ghp_exampletoken"
                 *     }
                 */
                "application/json": {
                    value: string;
                };
            };
        };
        responses: {
            /** @description Keep a secret, encrypted with BUGSAGE_SECRET_KEY */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        name: "repository_token";
                        /** Format: date-time */
                        updated_at: string;
                        updated_by: string;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeProjectSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                project_id: number;
                secret_name: "repository_token";
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Forget a secret */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    searchEvents: {
        parameters: {
            query?: {
                before?: string;
                hours?: number;
                limit?: number;
                project_id?: number;
                query?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Search events of the last hours, newest first */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        events: {
                            environment: string | null;
                            event_id: string;
                            issue_id: string | null;
                            level: string;
                            occurred_at: number;
                            project_id: number;
                            received_at: number;
                            release: string | null;
                            times_seen: number;
                            title: string;
                            user: string | null;
                        }[];
                        next_before: string | null;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description My API tokens */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        tokens: components["schemas"]["ApiToken"][];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Build server",
                 *       "scopes": [
                 *         "artifacts"
                 *       ],
                 *       "expires_in_days": 365
                 *     }
                 */
                "application/json": {
                    /** @default null */
                    expires_in_days?: number | null;
                    name: string;
                    /** @default null */
                    project_ids?: number[] | null;
                    scopes: ("read" | "write" | "admin" | "artifacts")[];
                };
            };
        };
        responses: {
            /** @description Make an API token; the answer is the only one that shows it */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        created_at: string;
                        expires_at: string | null;
                        /** Format: uuid */
                        id: string;
                        last_used_at: string | null;
                        name: string;
                        prefix: string;
                        project_ids: number[] | null;
                        scopes: ("read" | "write" | "admin" | "artifacts")[];
                        token: string;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoke one of my API tokens; it is refused from then on */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listUsers: {
        parameters: {
            query?: {
                limit?: number;
                skip?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All accounts of this installation */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        page: number;
                        pages: number;
                        size: number;
                        total: number;
                        users: components["schemas"]["Account"][];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createUser: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "bob@acme.example",
                 *       "name": "Bob"
                 *     }
                 */
                "application/json": {
                    /** Format: email */
                    email: string;
                    /** @default false */
                    is_operator?: boolean;
                    name: string;
                };
            };
        };
        responses: {
            /** @description Make an account without a password; a password link lets its owner choose one */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Bob Example"
                 *     }
                 */
                "application/json": {
                    is_operator?: boolean;
                    name?: string;
                    /** @enum {boolean} */
                    totp_enabled?: false;
                };
            };
        };
        responses: {
            /** @description Change an account; `totp_enabled: false` helps somebody who lost app and recovery codes */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    removeUser: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Remove an account with its sessions, tokens and memberships */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createPasswordLink: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                user_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A link that lets its owner choose a new password, once */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        expires_at: string;
                        url: string;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Who I am and what I may do where */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    updateMe: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Ann Example"
                 *     }
                 */
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Change my name */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    joinOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "example-secret-of-an-invitation-link-4k9x"
                 *     }
                 */
                "application/json": {
                    token: string;
                };
            };
        };
        responses: {
            /** @description Accept an invitation with the account I have */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        organization_id: number;
                        organization_name: string;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    leaveOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                organization_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Leave an organization */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "current_password": "correct horse battery",
                 *       "new_password": "a better one, 2026"
                 *     }
                 */
                "application/json": {
                    current_password: string;
                    new_password: string;
                };
            };
        };
        responses: {
            /** @description Change my password; every other session of mine ends */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Where I am signed in */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        sessions: components["schemas"]["Session"][];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    endSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Sign out somewhere else */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    beginTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "correct horse battery"
                 *     }
                 */
                "application/json": {
                    password?: string;
                };
            };
        };
        responses: {
            /** @description A secret for my authenticator app; it counts once a code of it was confirmed */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        secret: string;
                        uri: string;
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    confirmTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "123456"
                 *     }
                 */
                "application/json": {
                    code: string & (unknown & unknown);
                };
            };
        };
        responses: {
            /** @description Switch the second factor on with a first code; answers the recovery codes, once */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        recovery_codes: string[];
                    };
                };
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    disableTotp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "password": "correct horse battery"
                 *     }
                 */
                "application/json": {
                    password?: string;
                };
            };
        };
        responses: {
            /** @description Switch my second factor off */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The access token is missing, expired or not valid. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    receiveWebhook: {
        parameters: {
            query?: {
                integration?: string;
            };
            header?: never;
            path: {
                source: "github" | "gitlab" | "jira" | "sentry" | "slack";
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "action": "closed"
                 *     }
                 */
                "application/json": unknown;
            };
        };
        responses: {
            /** @description Take a webhook of GitHub, GitLab, Jira, Sentry or Slack; signed as each of them signs */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "accepted" | "repeated";
                    } | {
                        challenge: string;
                    };
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Whether this process can serve, and what does not work */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        reasons: string[];
                        /** @enum {string} */
                        status: "ok" | "degraded" | "unavailable";
                    };
                };
            };
            /** @description Whether this process can serve, and what does not work */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        reasons: string[];
                        /** @enum {string} */
                        status: "ok" | "degraded" | "unavailable";
                    };
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Metrics */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            /** @description Any failure. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
