/**
 * Which pages are open, and what each is about: kept where it outlives the extension host, so that the next one can
 * put them in the place of those that this one leaves behind.
 */
import * as z from 'zod';
import { choicesSchema } from './pageMessages.ts';

const rememberedSchema = z.object({
  viewType: z.string(),
  /** Of the page, among those of its type. */
  key: z.string(),
  title: z.string(),
  /** What the page needs besides its key; each kind of page checks its own. */
  about: z.unknown(),
  /** Of the user, on a page with a table; null before the first one. */
  choices: choicesSchema.nullable(),
});

export type RememberedPage = Readonly<z.infer<typeof rememberedSchema>>;

/** As much of a memento of VS Code as is needed. */
interface Keeper {
  get(key: string): unknown;
  update(key: string, value: unknown): PromiseLike<void>;
}

const MEMORY_KEY = 'pages.open';
/** A page that was closed while no extension host was there is never forgotten otherwise. */
const MOST = 100;

export class PageMemory {
  readonly #memento: Keeper;
  #pages: readonly RememberedPage[];

  constructor(memento: Keeper) {
    this.#memento = memento;
    const kept = z.array(z.unknown()).safeParse(memento.get(MEMORY_KEY));
    this.#pages = (kept.data ?? []).flatMap((page) => rememberedSchema.safeParse(page).data ?? []);
  }

  /** Newest first. */
  all(): readonly RememberedPage[] {
    return this.#pages;
  }

  get(viewType: string, key: string): RememberedPage | undefined {
    return this.#pages.find((page) => page.viewType === viewType && page.key === key);
  }

  /** Also in place of what was known of it. */
  remember(page: RememberedPage): void {
    this.#keep([page, ...this.#without(page)].slice(0, MOST));
  }

  forget(page: Pick<RememberedPage, 'viewType' | 'key'>): void {
    this.#keep(this.#without(page));
  }

  #without({ viewType, key }: Pick<RememberedPage, 'viewType' | 'key'>): readonly RememberedPage[] {
    return this.#pages.filter((page) => page.viewType !== viewType || page.key !== key);
  }

  #keep(pages: readonly RememberedPage[]): void {
    this.#pages = pages;
    void this.#memento.update(MEMORY_KEY, pages);
  }
}
