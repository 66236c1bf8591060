/** User-ID: the agents mappings come from, and the service that hands them on. docs/PANOS.md "User-ID". */
import { readUserIdAgents, readUserIdService, type UserIdAgent } from '../answers/userId.ts';
import { whole } from '../calls/answerReader.ts';
import { op, READ, type ReadCommand } from '../calls/command.ts';

export const showUserIdAgents: ReadCommand<UserIdAgent[]> = {
  ...READ,
  name: 'show user user-id-agent state all',
  form: op('<show><user><user-id-agent><state>all</state></user-id-agent></user></show>'),
  reader: whole(readUserIdAgents),
};

/** From 10.0 on. */
export const showRedistributionAgents: ReadCommand<UserIdAgent[]> = {
  ...READ,
  name: 'show redistribution agent state all',
  form: op('<show><redistribution><agent><state>all</state></agent></redistribution></show>'),
  reader: whole(readUserIdAgents),
};

/** Before 10.0. */
export const showUserIdService: ReadCommand<ReturnType<typeof readUserIdService>> = {
  ...READ,
  name: 'show user user-id-service status',
  form: op('<show><user><user-id-service><status></status></user-id-service></user></show>'),
  reader: whole(readUserIdService),
};

/** From 10.0 on. */
export const showRedistributionService: ReadCommand<ReturnType<typeof readUserIdService>> = {
  ...READ,
  name: 'show redistribution service status',
  form: op('<show><redistribution><service><status></status></service></redistribution></show>'),
  reader: whole(readUserIdService),
};
