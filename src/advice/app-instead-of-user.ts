import type { Fix } from '../failure/failure.ts'
import { apiOf } from './apis.ts'
import { needsPerson } from './credential-traits.ts'
import { readSetUp } from './fixes.ts'
import type { Situation } from './remedy.ts'

/** A way that no prompt can stop, and what the app needs there. */
export function appInsteadOfUser(situation: Situation): Fix[] {
  const { name, admit } = apiOf(situation)
  const { input, setting, federated } = situation.words
  if (needsPerson(situation.credential)) {
    return [
      {
        text: `Or let an app sign in, which needs nobody: ${federated} in a job, or ${setting('credential', 'client-secret')}.`,
      },
    ]
  }
  const asApp = `Let the pipeline sign in as an app, which needs no password and no second factor: ${federated}`
  return name === 'Power Platform API'
    ? [
        {
          text: `${asApp}, without ${input('username')} and ${input('password')}, and with a federated credential${readSetUp(situation, '2. A federated credential')} and a Power Platform role${readSetUp(situation, '6. A Power Platform role')} for the app.`,
        },
      ]
    : [{ text: `${asApp}.` }, ...admit(situation)]
}
