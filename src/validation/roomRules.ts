/** What the user has set about room for images on devices. */

/** About old images where there is no room: nothing is done, it is said and offered, or they are deleted as part of the job. */
export const makeRoomChoices = ['never', 'ask', 'auto'] as const;
export type MakeRoom = (typeof makeRoomChoices)[number];

export interface RoomRules {
  /** Gigabytes (1024³ bytes) that must be free before the first image of a path is fetched, however small it is. */
  readonly minDiskGb: number;
  readonly makeRoom: MakeRoom;
}
