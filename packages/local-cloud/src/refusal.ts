/** Something the person who started the local cloud must change: printed as one clear line, without a stack. */
export class Refusal extends Error {
  constructor(message: string) {
    super(message);
    this.name = "Refusal";
  }
}
