import type { OssificationSourceKind } from "../findings/ossification.ts";
import type { IdeaFigures, IdeaStage } from "./idea-stages.ts";

/** Something of the text, or what it leaves without a name, as a part of one stage. */
export type IdeaPart = {
  /** Parts of one source have the same; they stand in different stages. */
  readonly id: string;
  readonly kind: OssificationSourceKind;
  readonly name: string;
  readonly says: string;
  readonly stage: IdeaStage;
  /** Of the hazard of the stage. */
  readonly share: number;
  /** A control of the text, whose loss avoided is known. */
  readonly control?: boolean;
  readonly letGo?: LetGo;
};

/** What would be without it. */
export type LetGo = {
  /** “without “canary””, to begin a sentence. */
  readonly says: string;
  /** The figures of the stages then. */
  readonly figures: (of: IdeaFigures) => IdeaFigures;
};

export function withoutIt(name: string): string {
  return `without “${name}”`;
}
