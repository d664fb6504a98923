import { ServiceConnection, type ServiceConnectionOptions } from './azure-devops-connection.ts'
import { PipelineJob, type PipelineJobOptions, type SecureFile } from './azure-devops-job.ts'
import { azureDevOpsIssuerHost } from './hosts.ts'

export class Organization {
  readonly id = crypto.randomUUID() as string
  readonly name: string
  readonly projects: Project[] = []
  readonly #origin: string

  constructor(origin: string, name: string) {
    this.#origin = origin
    this.name = name
  }

  /** The issuer of the tokens that Azure DevOps itself signs. */
  get issuer(): string {
    return `https://${azureDevOpsIssuerHost}/${this.id}`
  }

  addProject({ name = 'deploy' }: { name?: string } = {}): Project {
    const project = new Project(this, this.#origin, name)
    this.projects.push(project)
    return project
  }

  /** By ID or name, which ignore case. */
  findProject(idOrName: string): Project | undefined {
    const wanted = idOrName.toLowerCase()
    return this.projects.find(({ id, name }) => id === wanted || name.toLowerCase() === wanted)
  }

  get jobs(): PipelineJob[] {
    return this.projects.flatMap(({ jobs }) => jobs)
  }
}

export class Project {
  readonly id = crypto.randomUUID() as string
  readonly organization: Organization
  readonly name: string
  readonly connections: ServiceConnection[] = []
  readonly secureFiles: SecureFile[] = []
  readonly jobs: PipelineJob[] = []
  readonly #origin: string

  constructor(organization: Organization, origin: string, name: string) {
    this.organization = organization
    this.#origin = origin
    this.name = name
  }

  addServiceConnection(options: ServiceConnectionOptions = {}): ServiceConnection {
    const connection = new ServiceConnection({ organization: this.organization, project: this }, options)
    this.connections.push(connection)
    return connection
  }

  addSecureFile({ name, content }: { name: string; content: string | Buffer }): SecureFile {
    const file = { id: crypto.randomUUID() as string, name, content: Buffer.from(content) }
    this.secureFiles.push(file)
    return file
  }

  /** Starts a job. */
  job(options: PipelineJobOptions = {}): PipelineJob {
    const job = new PipelineJob(this, this.#origin, options)
    this.jobs.push(job)
    return job
  }
}
