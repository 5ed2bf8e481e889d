/** Stands in for the SDK's cache of discovered endpoints, which DynamoDB asks only where discovery was switched on. */
export class EndpointCache {
  get(): undefined {
    return undefined;
  }
  has(): false {
    return false;
  }
  set(): never {
    throw new Error("endpoint discovery is not bundled");
  }
}
