import { allow } from '../../src/advice/access.ts'
import { apiOf } from '../../src/advice/apis.ts'
import { remedies } from '../../src/advice/catalogue.ts'
import type { ownHeadings } from '../../src/commands/page-headings.ts'
import { password } from '../../src/credentials/password.ts'
import type { Fix } from '../../src/failure/failure.ts'
import {
  headings,
  proxyAddressError,
  redirectError,
  statusError,
  timeoutError,
  tooLargeError,
} from '../../src/http/http-error.ts'
import { networkErrors } from '../../src/http/network-error.ts'
import { publicCloud } from '../../src/values/clouds.ts'
import { defaultScope, resources } from '../../src/values/resources.ts'
import { placeholders } from './placeholders.ts'
import { escapeText, renderFixes, renderRow, renderWords } from './render-remedy.ts'

/** Failures without an answer of Entra, by heading. */
function networkSections(): string[] {
  const host = new URL(publicCloud.authorityHost).host
  const request = { method: 'POST', url: publicCloud.authorityHost } as const
  const answer = { status: 503, headers: {}, body: '' }
  const made = [
    timeoutError(request, { limit: 15_000, isDeadline: false }, placeholders.words),
    timeoutError(request, { limit: 15_000, isDeadline: true }, placeholders.words),
    redirectError(request, { ...answer, status: 302 }, placeholders.words),
    tooLargeError(request, { status: 200, headers: {} }, 32 * 1024),
    proxyAddressError(request),
    statusError(request, answer),
    statusError(request, { ...answer, status: 429 }),
  ].map(({ parts: { title, why, fixes = [], heading } }) => ({ title, why, fixes, heading }))
  const listed = networkErrors.map(({ code, title, why, fix }) => ({
    title: title(host),
    why: why.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/, 'TIME'),
    fixes: [fix(host)],
    heading: headings[code],
  }))
  return Object.values(headings).flatMap((heading) => [
    `### ${heading}`,
    ...[...listed, ...made]
      .filter((words) => words.heading === heading)
      .flatMap(({ title, ...words }) => [`**${escapeText(title)}.**`, ...renderWords(words)]),
  ])
}

/** What refusals mean where the token is for another API than Power Platform's. */
function otherApis(): string[] {
  const delegated = allow({ ...placeholders, credential: password, scopes: ['api://api'] })
  const others = resources.filter(({ name }) => name !== 'Power Platform API')
  return [
    'What is said above of Power Platform API holds for these with other words. A user needs delegated permissions of the API on the app (AADSTS65001), `API_ID` being its application ID:',
    ...renderFixes(delegated),
    ...others.flatMap((resource) => {
      const { name, appId } = resource
      const situation = { ...placeholders, scopes: [`${appId}/.default`] }
      const { unknown, find, admit } = apiOf(situation)
      const admission = admit(situation)
      const isNew = ({ text }: Fix) => !admission.some((fix) => fix.text === text)
      return [
        `### ${name}`,
        `Application ID \`${appId}\`, scope \`${defaultScope(resource, publicCloud)}\` in the public cloud.`,
        '**AADSTS500011 and AADSTS650052:**',
        ...renderWords({ why: unknown(situation), fixes: find(situation).filter(isNew) }),
        '**What lets an app in:**',
        ...renderFixes(admission),
      ]
    }),
  ]
}

/** What needs more words than its error has. */
const others: [heading: (typeof ownHeadings)[number], text: string][] = [
  [
    'Inputs',
    'Inputs are missing, or have values that cannot be used. The error lists all of them: what came, what is allowed, and the nearest valid value. Nothing was sent. An input that you did set arrives empty when its variable or secret does not exist under that name, belongs to an environment or a variable group that the job does not name, or the run comes from a fork or from Dependabot: where the error can tell, it says so.',
  ],
  [
    'No OIDC token',
    'GitHub gave the job no token of its own. The job (and for a reusable workflow also the one that calls it) needs `permissions: id-token: write`; runs of pull requests from forks never get one, those of Dependabot not by default. If the permission is there, look at [GitHub Status](https://www.githubstatus.com). In Azure Pipelines, the token is that of a service connection with workload identity federation, which a task of the stage names, and which the pipeline may use: [Azure Pipelines](azure-pipelines.md#when-it-fails). In another CI system, the job asks for its token in a way of its own: [Other CI systems](other-ci.md).',
  ],
  [
    'No credential',
    'Nothing says who signs in, and no CI system is there whose OIDC token could be used. Give a client secret in `AZURE_CLIENT_SECRET`, a certificate in the file that `AZURE_CLIENT_CERTIFICATE_PATH` names, or a token of another issuer in the file that `AZURE_FEDERATED_TOKEN_FILE` names; or sign in yourself with `--credential browser`, or `--credential device-code` where no browser can be opened. [Command line](command-line.md#get-a-token) has the options.',
  ],
  [
    'File of the federated token',
    'The file that `federated-token-file` names cannot be read, or holds something other than one signed token. On AKS workload identity its path is in the environment variable `AZURE_FEDERATED_TOKEN_FILE`, and the pod needs the label `azure.workload.identity/use: "true"`.',
  ],
  [
    'Command of the federated token',
    'The command that `--federated-token-command` names is not there, failed, took too long, or printed something other than one signed token. It runs without a shell and gets nothing on standard input; it has your environment, but for the secrets of this program, and 30 seconds. Run it by itself in the same job and see what it prints. [Other CI systems](other-ci.md) has the command of each.',
  ],
  [
    'Not an answer of Entra',
    'Something else than Entra answered: the sign-in page of a network (a captive portal), a proxy that blocks the host, or another server. Open the login host from the runner, for example with `curl -v https://login.microsoftonline.com`, and see whose page comes. Check `authority-host`, if it is set.',
  ],
  [
    'Answer without a token',
    'The login host answered as if all were well, and the answer holds no token, one that has expired, or one of another type. Check `authority-host`, if it is set, and what stands between the runner and the login host.',
  ],
  [
    'Identity endpoint',
    'The process that serves tokens after its step ([Long jobs](long-jobs.md)) did not start within 30 seconds, or was gone before the job ended. What the error shows below _Answer_ is the end of its log. Run the job again; if the machine is short of memory, start fewer programs at once, since a process that is killed leaves clients a refused connection and no message. Something that removes processes between two steps, such as a cleaning script on a self-hosted runner, must spare those of the job. What a client shows of a refusal is explained under the code in it.',
  ],
  [
    'A person signs in',
    'With `browser` or `device-code`, which only the command line has, somebody signs in on a page of Entra. What that page refuses, it shows to them alone: nothing comes back, and the program waits until the time is over. Look the number up that the page shows, such as [AADSTS50011](#aadsts50011) or [AADSTS53003](#aadsts53003). Where no browser can be opened, as over SSH or in a container, `device-code` shows a code to enter on any other machine.',
  ],
  [
    'Nothing to explain',
    "The command `explain` got a text without a code that it could explain: it looks for AADSTS numbers, OAuth's error values, and refusals of Power Platform API and of managed identities. Give it the whole log, or look on this page for the words of the error.",
  ],
  [
    'Set-up',
    'The command `set-up` was refused by Microsoft Graph, Power Platform API or Azure DevOps, nobody is signed in, or a new secret could not be kept. The error names the step, who may take it, and its command, to be handed to somebody who may. Run the same again afterwards: what is there already stays as it is, and the rest is made. `set-up --dry-run` shows all steps without asking anybody.',
  ],
  [
    'Port of the identity endpoint',
    'The command `serve` cannot listen on the port that `--port` names: another program has it, such as an earlier `serve` that still runs, or the system keeps it for administrators. `ss -ltnp` on Linux, `lsof -i :PORT` on macOS and `Get-NetTCPConnection -LocalPort PORT` on Windows tell which. Without `--port`, any free port is taken.',
  ],
  [
    'Request to the identity endpoint',
    "The identity endpoint ([Long jobs](long-jobs.md)) refused the request itself; Entra was not asked. Its message says what is wrong: a resource that is not listed in `resources` (`invalid_resource`, which Python shows as `invalid_scope`); a client ID that is not the endpoint's own, mostly from `AZURE_CLIENT_ID`; a missing or wrong `IDENTITY_HEADER` (401), as in a step or a container that did not get the variable; a request from a web page, or to a name other than 127.0.0.1 (403). A client that shows no message leaves it to the log, which `exec` and `serve` write to standard error, and the post step of the action prints.",
  ],
  [
    'No answer of the identity endpoint',
    'Nobody listens at the address in `IDENTITY_ENDPOINT` any more. The endpoint ended with its job, with `serve`, or with the command of `exec`; or something killed it, as a machine without memory does: then the post step of the action says so. In a Docker action, a service container or another machine, 127.0.0.1 is not the machine of the job: see [Containers](long-jobs.md#containers).',
  ],
  [
    'Unexpected error',
    "The machine failed the step, for instance by a full disk. Check the runner's disk and file permissions; if they are fine, report it as a bug.",
  ],
]

const intro = `# Troubleshooting

<!-- Written by \`npm run docs\` from the tables in src/. Change those. -->

This page has every error of this action with its cause and its fix: look for the code. An error has a line with its code or name, what was tried, what the other side answered, why, and what fixes it, your own IDs filled in. Here, the words in capitals stand for what an error fills in.

- **The commands** are for the [Azure CLI](https://learn.microsoft.com/cli/azure/install-azure-cli) (\`az login\` first) and the [GitHub CLI](https://cli.github.com), and work in bash, zsh and PowerShell alike, unless the text before them says PowerShell (in zsh, not with names that have quotes, backslashes or letters beyond ASCII: use bash for them).
- **\`***\` in an error** stands for something that the repository keeps as a secret. Client IDs, tenant IDs and names of repositories are not secret: keep them as variables, and errors can show them.
- **Right after a change** the directory takes its time: a new secret or certificate about 20 seconds, a federated credential, permission or role some minutes. \`wait-for-propagation: 300\` lets the step wait.
- **For Microsoft's support**, keep trace ID, correlation ID and timestamp.`

/** docs/troubleshooting.md, from the tables of the program. */
export function troubleshootingPage(): string {
  const sections = [
    intro,
    ...Object.entries(remedies).flatMap(([section, rows]) => [`## ${section}`, ...rows.flatMap(renderRow)]),
    '## Other APIs',
    ...otherApis(),
    '## No answer',
    ...networkSections(),
    '## The step itself',
    ...others.flatMap(([heading, text]) => [`### ${heading}`, text]),
  ]
  return `${sections.join('\n\n')}\n`
}
