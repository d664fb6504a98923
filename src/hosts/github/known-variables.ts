/**
 * Environment variables that programs read as configuration, and which programs. A token in one of them goes astray:
 * to a resolver as a proxy's name, to another service as a password, into a command. `*` stands for any characters;
 * case doesn't count, as on Windows.
 */
const families: readonly [names: string, reader: string][] = [
  ['*_PROXY', 'curl, Node.js and most other programs, as the address of a proxy'],
  ['GITHUB_* RUNNER_* ACTIONS_* INPUT_* STATE_* CI ImageOS ImageVersion', 'the runner and the actions'],
  ['AGENT_* SYSTEM_* BUILD_* ENDPOINT_* SECUREFILE_* VSTS_* TF_BUILD', 'Azure Pipelines and its tasks'],
  ['GH_* HUB_*', 'the GitHub CLI, which would send it to GitHub'],
  ['GIT_* SSH_* GPG_* GNUPGHOME', 'git, SSH and GnuPG'],
  ['CURL_* WGET_* WGETRC NETRC', 'curl and wget'],
  ['SSL_* SSLKEYLOGFILE OPENSSL_* REQUESTS_CA_BUNDLE', 'what makes TLS connections'],
  ['RES_OPTIONS HOSTALIASES LOCALDOMAIN', 'the resolver of host names'],
  ['LD_* DYLD_* GLIBC_TUNABLES MALLOC_* GCONV_PATH LOCPATH NLSPATH', 'the system when it starts a program'],
  [
    'PATH* HOME* USER USERNAME USERPROFILE LOGNAME HOSTNAME PWD OLDPWD TMPDIR TEMP TMP TZ TZDIR LANG LANGUAGE LC_* TERM* COLUMNS LINES DISPLAY XDG_* DBUS_*',
    'nearly every program',
  ],
  [
    'APPDATA LOCALAPPDATA PROGRAMDATA PROGRAMFILES* COMMONPROGRAMFILES* ALLUSERSPROFILE PUBLIC COMSPEC SYSTEMROOT SYSTEMDRIVE WINDIR OS PROCESSOR_* NUMBER_OF_PROCESSORS',
    'Windows',
  ],
  [
    '_ ENV IFS SHELL* BASH* KSH* ZSH* ZDOTDIR FPATH CDPATH GLOBIGNORE PROMPT PROMPT_* HIST* INPUTRC MAIL MAILPATH MAILCHECK PS* POSIXLY_CORRECT OPTARG OPTERR OPTIND REPLY RANDOM SECONDS LINENO UID EUID PPID',
    'bash, PowerShell and other shells',
  ],
  [
    'EDITOR *_EDITOR VISUAL PAGER *PAGER BROWSER LESS LESSOPEN LESSCLOSE LESSKEY*',
    'what starts another program',
  ],
  [
    'NODE NODE_* NPM_* NPX_* YARN_* PNPM_* COREPACK_* BUN_* DENO_* ELECTRON_* UV_* DEBUG FORCE_COLOR NO_COLOR',
    'Node.js and its tools',
  ],
  ['PYTHON* PYENV* VIRTUAL_ENV* CONDA_* PIP_* PIPENV_* POETRY_* TWINE_*', 'Python and its tools'],
  ['PERL*', 'Perl'],
  ['RUBY* GEM_* BUNDLE_* BUNDLER_*', 'Ruby and its tools'],
  ['PHP_* PHPRC COMPOSER_*', 'PHP and its tools'],
  [
    'JAVA_* _JAVA_OPTIONS JDK_* JRE_* CLASSPATH MAVEN_* MVN_* M2_HOME GRADLE_* ANT_* SBT_* KOTLIN_*',
    'Java and its tools',
  ],
  ['DOTNET_* COMPlus_* CORECLR_* COR_* ASPNETCORE_* NUGET_* MSBUILD* VSTEST_*', '.NET and its tools'],
  [
    'GO111MODULE GOARCH GOAUTH GOBIN GOCACHE* GODEBUG GOENV GOEXPERIMENT GOFLAGS GOGC GOINSECURE GOMAXPROCS GOMEMLIMIT GOMODCACHE GONOPROXY GONOSUMDB GOOS GOPATH GOPRIVATE GOPROXY GOROOT GOSUMDB GOTMPDIR GOTOOLCHAIN GOTRACEBACK GOVCS GOWORK CGO_*',
    'Go',
  ],
  ['RUST* CARGO CARGO_*', 'Rust and its tools'],
  [
    'CC CXX CPP CFLAGS CXXFLAGS CPPFLAGS LDFLAGS CPATH *_INCLUDE_PATH LIBRARY_PATH MAKE MAKEFLAGS MAKEFILES MFLAGS CMAKE_* PKG_CONFIG*',
    'compilers and make',
  ],
  ['AZURE_* MSAL_* ARM_* IDENTITY_* MSI_*', 'the Azure CLI, Azure SDKs and Terraform'],
  ['AWS_* GOOGLE_* GCLOUD_* CLOUDSDK_* TF_CLI_* TF_LOG*', 'the tools of other clouds'],
  ['DOCKER_* BUILDKIT_* BUILDX_* COMPOSE_* PODMAN_* KUBE* HELM_*', 'the tools for containers'],
  [
    '__* constructor prototype toString toLocaleString valueOf hasOwnProperty isPrototypeOf propertyIsEnumerable',
    'JavaScript, as a part of every object',
  ],
]

/** The family that a name belongs to, and what reads it; undefined for a free name. */
export function readerOf(name: string): { family: string; reader: string } | undefined {
  for (const [names, reader] of families) {
    const family = names
      .split(' ')
      .find((pattern) => new RegExp(`^${pattern.replaceAll('*', '.*')}$`, 'i').test(name))
    if (family) return { family, reader }
  }
  return undefined
}
