import { Stack, type StackProps } from "aws-cdk-lib/core";
import type { Construct } from "constructs";
import { OperatorDashboard, type OperatorDashboardProps } from "./constructs/dashboard.ts";

/** What the operator looks at; a stack of its own because it looks at all the others. */
export class OperationsStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { platform, contexts, ...stackProps }: StackProps & OperatorDashboardProps,
  ) {
    super(scope, id, stackProps);
    new OperatorDashboard(this, "Operators", { platform, contexts });
  }
}
