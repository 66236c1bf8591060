/** The commands by which a firewall is looked at; those that change it are in firewallApi.ts. The most frequent ones first. */
import { advancedBgpPeers, legacyBgpPeers } from '../answers/bgp.ts';
import {
  changeList,
  commitLocks,
  configLocks,
  fullCommitRequired,
  pendingChanges,
} from '../answers/changes.ts';
import { dataplaneClocks, managementClock, ntp } from '../answers/clocks.ts';
import { runningConfig } from '../answers/configuration.ts';
import { contentCheck } from '../answers/contentLists.ts';
import { diskSpace } from '../answers/diskSpace.ts';
import { advancedFib, arpTable, legacyFib } from '../answers/forwardingTables.ts';
import { haState } from '../answers/haState.ts';
import {
  dataplaneLoad,
  environmentals,
  managementLoad,
  processes,
  systemResources,
} from '../answers/health.ts';
import {
  allInterfaces,
  hardwareInterfaces,
  interfaceState,
  jumboFrames,
  oneInterface,
} from '../answers/interfaces.ts';
import { allJobs, jobById, pendingJobs, processedJobs } from '../answers/jobs.ts';
import { licenses, support } from '../answers/licences.ts';
import { partitions } from '../answers/partitions.ts';
import { panoramaStatus } from '../answers/panoramaStatus.ts';
import { raid, raidDetail } from '../answers/raid.ts';
import {
  redistributionAgents,
  redistributionService,
  serviceAgents,
  serviceClients,
  userIdAgents,
  userIdService,
} from '../answers/redistribution.ts';
import { advancedRoutes, legacyRoutes, routingSummary } from '../answers/routes.ts';
import { sessionInfo, sessionList } from '../answers/sessions.ts';
import { softwareCheck, softwareInfo } from '../answers/softwareLists.ts';
import { systemInfo } from '../answers/systemInfo.ts';
import { ipsecAssociations, tunnelFlows } from '../answers/tunnels.ts';
import type { Command } from './command.ts';
import type { Firewall } from '../device/firewall.ts';
import { successText, unexpectedCommand, type SimReply } from '../server/replies.ts';

export const READ_COMMANDS: readonly Command[] = [
  { words: /^show jobs id (\d+)$/, answer: jobById },
  { words: /^show jobs all$/, answer: allJobs },
  { words: /^show jobs pending$/, answer: pendingJobs },
  { words: /^show jobs processed$/, answer: processedJobs },
  { words: /^show system info$/, answer: systemInfo },
  { words: /^show high-availability state$/, answer: haState },
  { words: /^show chassis-ready$/, answer: chassisReady },
  { words: /^show system disk-space$/, answer: diskSpace },
  { words: /^request system software info$/, answer: softwareInfo },
  { words: /^request system software check$/, answer: softwareCheck, slow: true },
  { words: /^debug swm status$/, answer: partitions },
  { words: /^show session info$/, answer: sessionInfo },
  { words: /^show session all$/, answer: sessionList },
  { words: /^show routing route$/, answer: legacyRoutes },
  { words: /^show advanced-routing route$/, answer: advancedRoutes },
  { words: /^show routing summary$/, answer: routingSummary },
  { words: /^show routing fib$/, answer: legacyFib },
  { words: /^show advanced-routing fib$/, answer: advancedFib },
  { words: /^show routing protocol bgp peer$/, answer: legacyBgpPeers },
  { words: /^show advanced-routing bgp peer status$/, answer: advancedBgpPeers },
  { words: /^show arp all$/, answer: arpTable },
  { words: /^show running tunnel flow all$/, answer: tunnelFlows },
  { words: /^show vpn ipsec-sa$/, answer: ipsecAssociations },
  { words: /^show interface all$/, answer: allInterfaces },
  { words: /^show interface hardware$/, answer: hardwareInterfaces },
  { words: /^show interface (\S+)$/, answer: oneInterface },
  { words: /^check pending-changes$/, answer: pendingChanges },
  { words: /^check full-commit-required$/, answer: fullCommitRequired },
  { words: /^show config list changes$/, answer: changeList },
  { words: /^show config running$/, answer: runningConfig },
  { words: /^show config-locks(?: vsys all)?$/, answer: configLocks },
  { words: /^show commit-locks(?: vsys all)?$/, answer: commitLocks },
  { words: /^show panorama-status$/, answer: panoramaStatus },
  { words: /^show ntp$/, answer: ntp },
  { words: /^show clock$/, answer: managementClock },
  { words: /^show clock more$/, answer: dataplaneClocks },
  { words: /^request content upgrade check$/, answer: contentCheck, slow: true },
  { words: /^request content upgrade info$/, answer: contentCheck },
  { words: /^request license info$/, answer: licenses },
  { words: /^request support check$/, answer: support, slow: true },
  { words: /^show system setting jumbo-frame$/, answer: jumboFrames },
  { words: /^show system environmentals$/, answer: environmentals },
  { words: /^show running resource-monitor minute last (\d+)$/, answer: dataplaneLoad },
  { words: /^show system state filter sys\.monitor\.\*\.mp\.exports$/, answer: managementLoad },
  { words: /^show system state filter sw\.dev\.interface\.config$/, answer: interfaceState },
  { words: /^show system resources$/, answer: systemResources },
  { words: /^show system software status$/, answer: processes },
  { words: /^show system raid$/, answer: raid },
  { words: /^show system raid detail$/, answer: raidDetail },
  { words: /^show user user-id-service status$/, answer: userIdService },
  { words: /^show user user-id-agent state all$/, answer: userIdAgents },
  { words: /^show redistribution agent state all$/, answer: redistributionAgents },
  { words: /^show redistribution service status$/, answer: redistributionService },
  { words: /^show redistribution service agent all$/, answer: serviceAgents },
  { words: /^show redistribution service client all$/, answer: serviceClients },
];

function chassisReady({ spec, chassisReady }: Firewall): SimReply {
  if (!spec.boot.chassisReadyCommand) return unexpectedCommand(['show', 'chassis-ready']);
  return successText(chassisReady ? 'yes' : 'no');
}
