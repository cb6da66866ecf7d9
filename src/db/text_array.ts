import { Type } from '@mikro-orm/postgresql';

/**
 * text[], for any text.
 *
 * The ORM's own array type quotes with JSON.stringify, and only some values: it turns a newline beside a comma into the letter
 * n, strips the space around a value, and makes NULL of the word "null".
 */
export class TextArray extends Type<string[], string> {
  override convertToDatabaseValue(value: string[]): string {
    return arrayLiteral(value);
  }

  override convertToJSValue(value: string[] | string): string[] {
    return Array.isArray(value) ? value : this.platform!.unmarshallArray(value);
  }

  override getColumnType(): string {
    return 'text[]';
  }

  override compareAsType(): string {
    return 'string';
  }
}

/** PostgreSQL's text form of an array; every element is quoted. */
export const arrayLiteral = (values: readonly string[]): string =>
  `{${values.map((value) => `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`).join(',')}}`;
