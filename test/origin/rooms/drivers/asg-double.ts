// What of AWS Auto Scaling (API of 2011-01-01) the driver asks, answered as its reference documents it: forms in, XML out, requests
// signed for the service and region. It takes no request it does not know.

export type Instance = { lifecycle: string; isProtected: boolean };
export type AsgDouble = ReturnType<typeof startAsg>;

export function startAsg(awsRegion: string, groupName: string) {
  const group = { desired: 1, max: 2 };
  const instances = new Map<string, Instance>();
  const changes: string[] = [];
  const trouble: { code: string | null } = { code: null };

  const listener = Bun.serve({
    port: 0,
    hostname: "127.0.0.1",
    fetch: async (request) => {
      const authorization = request.headers.get("authorization") ?? "";
      if (
        !authorization.startsWith("AWS4-HMAC-SHA256 ") ||
        !authorization.includes(`/${awsRegion}/autoscaling/aws4_request`)
      )
        return failure("MissingAuthenticationToken", "Request is missing Authentication Token", 403);
      const form = new URLSearchParams(await request.text());
      const action = form.get("Action") ?? "";
      if (form.get("Version") !== "2011-01-01") return failure("InvalidAction", "unknown version");
      if (trouble.code !== null)
        return failure(trouble.code, "as the test wants it", trouble.code === "InternalFailure" ? 500 : 400);
      const isOurs =
        (form.get("AutoScalingGroupName") ?? form.get("AutoScalingGroupNames.member.1")) === groupName;
      const id = form.get("InstanceIds.member.1") ?? "";
      switch (action) {
        case "SetInstanceProtection": {
          const instance = isOurs ? instances.get(id) : undefined;
          if (instance === undefined)
            return failure(
              "ValidationError",
              `The instance ${id} is not part of Auto Scaling group ${groupName}.`,
            );
          if (!/^(InService|EnteringStandby|Standby)$/.test(instance.lifecycle))
            return failure(
              "ValidationError",
              `The instance ${id} is not in InService or EnteringStandby or Standby.`,
            );
          instance.isProtected = form.get("ProtectedFromScaleIn") === "true";
          changes.push(`${id} ${instance.isProtected ? "protected" : "free"}`);
          return answer(action, "");
        }
        case "DescribeAutoScalingInstances": {
          const instance = instances.get(id);
          const found =
            instance === undefined
              ? ""
              : `<member><InstanceId>${id}</InstanceId><AutoScalingGroupName>${groupName}</AutoScalingGroupName><LifecycleState>${instance.lifecycle}</LifecycleState></member>`;
          return answer(action, `<AutoScalingInstances>${found}</AutoScalingInstances>`);
        }
        case "DescribeAutoScalingGroups": {
          const members = [...instances].map(
            ([name, { lifecycle }]) =>
              `<member><InstanceId>${name}</InstanceId><LifecycleState>${lifecycle}</LifecycleState></member>`,
          );
          const found = `<member><AutoScalingGroupName>${groupName}</AutoScalingGroupName><DesiredCapacity>${group.desired}</DesiredCapacity><MaxSize>${group.max}</MaxSize><Instances>${members.join("")}</Instances></member>`;
          return answer(action, `<AutoScalingGroups>${isOurs ? found : ""}</AutoScalingGroups>`);
        }
        case "SetDesiredCapacity":
          if (!isOurs) return failure("ValidationError", "AutoScalingGroup name not found");
          group.desired = Number(form.get("DesiredCapacity"));
          changes.push(`desired ${group.desired}, cooldown ${form.get("HonorCooldown")}`);
          return answer(action, "");
        default:
          return failure("InvalidAction", `Could not find operation ${action}`);
      }
    },
  });
  return {
    url: `http://127.0.0.1:${listener.port}`,
    group,
    instances,
    changes,
    trouble,
    stop: () => listener.stop(true),
  };
}

const XMLNS = "http://autoscaling.amazonaws.com/doc/2011-01-01/";
const xml = (text: string, status = 200) =>
  new Response(text, { status, headers: { "content-type": "text/xml" } });
const answer = (action: string, result: string) =>
  xml(
    `<${action}Response xmlns="${XMLNS}"><${action}Result>${result}</${action}Result><ResponseMetadata><RequestId>r-1</RequestId></ResponseMetadata></${action}Response>`,
  );
const failure = (code: string, message: string, status = 400) =>
  xml(
    `<ErrorResponse xmlns="${XMLNS}"><Error><Type>Sender</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>r-1</RequestId></ErrorResponse>`,
    status,
  );
