/** A list whose rows follow what is typed into it. */
import { type QuickPickItem, window as editor } from 'vscode';
import { plainTitle } from './plainText.ts';
import { pickRow, type PickRow } from './window.ts';

export interface SearchPick<T extends PickRow> {
  readonly title: string;
  readonly placeholder: string;
  readonly rows: (typed: string) => readonly T[];
  /** Others stay without an answer when they are chosen. */
  readonly isAnswer: (row: T) => boolean;
}

/** @returns undefined when the user turned back */
export function searchPick<T extends PickRow>({
  title,
  placeholder,
  rows,
  isAnswer,
}: SearchPick<T>): Promise<T | undefined> {
  const pick = editor.createQuickPick<QuickPickItem & { readonly own: T }>();
  const offer = (): void => {
    pick.items = rows(pick.value).map((row) => ({ ...pickRow(row), own: row }));
  };
  pick.title = plainTitle(title);
  pick.placeholder = plainTitle(placeholder);
  offer();
  return new Promise((resolve) => {
    pick.onDidChangeValue(offer);
    pick.onDidAccept(() => {
      const [choice] = pick.selectedItems;
      if (choice === undefined || !isAnswer(choice.own)) return;
      resolve(choice.own);
      pick.hide();
    });
    pick.onDidHide(() => {
      resolve(undefined);
      pick.dispose();
    });
    pick.show();
  });
}
