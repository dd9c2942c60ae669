// Auto-scaling groups of AWS: an instance that carries rooms is protected from scale-in, and a group whose hosts are full is asked for
// one instance more, up to its own maximum. No instance is detached: one that is nobody's would be ours to end.

import {
  AutoScalingClient,
  AutoScalingServiceException,
  DescribeAutoScalingGroupsCommand,
  DescribeAutoScalingInstancesCommand,
  ScalingActivityInProgressFault,
  SetDesiredCapacityCommand,
  SetInstanceProtectionCommand,
} from "@aws-sdk/client-auto-scaling";
import type { EngineUnit, HostDriver } from "../host-driver.ts";
import type { AsgEngine } from "./engine-table.ts";

/** In these an instance does not come back to its group. */
const GOING = /^(Terminat|Detach)/;

type Group = { readonly client: AutoScalingClient; readonly name: string };

/** Keys come as with any tool of AWS's: environment, files, or the role of the machine. */
export function createAsgDriver(engines: ReadonlyMap<string, AsgEngine>): HostDriver {
  const groups = new Map<string, Group>(
    [...engines].map(([region, { awsRegion, group, api }]) => {
      // A call that fails is made again by whoever made it, later.
      const options = { region: awsRegion, maxAttempts: 1, ...(api === undefined ? {} : { endpoint: api }) };
      return [region, { client: new AutoScalingClient(options), name: group }];
    }),
  );
  const groupOf = (region: string): Group => {
    const group = groups.get(region);
    if (group === undefined) throw new Error(`no auto-scaling group is known in ${region}`);
    return group;
  };

  async function protect(unit: EngineUnit, isProtected: boolean, signal: AbortSignal): Promise<void> {
    const { client, name } = groupOf(unit.region);
    const command = new SetInstanceProtectionCommand({
      AutoScalingGroupName: name,
      InstanceIds: [unit.engineId],
      ProtectedFromScaleIn: isProtected,
    });
    try {
      await client.send(command, { abortSignal: signal });
    } catch (error) {
      // What is wrong is told in words alone; whether the instance is still there is told in its state.
      const isRefused = error instanceof AutoScalingServiceException && error.name === "ValidationError";
      if (!isRefused || (await isOf(unit, signal))) throw error;
    }
  }

  async function isOf({ region, engineId }: EngineUnit, signal: AbortSignal): Promise<boolean> {
    const { client, name } = groupOf(region);
    const command = new DescribeAutoScalingInstancesCommand({ InstanceIds: [engineId] });
    const { AutoScalingInstances: found = [] } = await client.send(command, { abortSignal: signal });
    return found.some(
      ({ AutoScalingGroupName, LifecycleState = "" }) =>
        AutoScalingGroupName === name && !GOING.test(LifecycleState),
    );
  }

  return {
    regions: [...engines.keys()],
    occupied: (unit, signal) => protect(unit, true, signal),
    vacated: (unit, signal) => protect(unit, false, signal),
    wanted: async (region, signal) => {
      const { client, name } = groupOf(region);
      const describe = new DescribeAutoScalingGroupsCommand({ AutoScalingGroupNames: [name] });
      const { AutoScalingGroups: [group] = [] } = await client.send(describe, { abortSignal: signal });
      if (group === undefined) throw new Error(`there is no auto-scaling group ${name}`);
      const { DesiredCapacity: desired = 0, MaxSize: max = 0, Instances: instances = [] } = group;
      const inService = instances.filter(({ LifecycleState }) => LifecycleState === "InService");
      if (inService.length < desired || desired >= max) return;
      const command = new SetDesiredCapacityCommand({
        AutoScalingGroupName: name,
        DesiredCapacity: desired + 1,
        HonorCooldown: true,
      });
      try {
        await client.send(command, { abortSignal: signal });
      } catch (error) {
        // The group has just been scaled: what it got is on its way.
        if (!(error instanceof ScalingActivityInProgressFault)) throw error;
      }
    },
    close: () => {
      for (const { client } of groups.values()) client.destroy();
    },
  };
}
