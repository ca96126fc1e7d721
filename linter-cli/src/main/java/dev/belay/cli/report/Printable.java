package dev.belay.cli.report;

/**
 * Makes text from a source file harmless to a terminal: an escape sequence or a bidirectional
 * override in a file under review must neither colour nor reorder the report about it.
 */
final class Printable {

  /** Stands for a character that is not shown. */
  static final String STAND_IN = "\uFFFD";

  private Printable() {}

  /** The text with control and format characters replaced; the same object where there are none. */
  static String of(String text) {
    if (text.codePoints().noneMatch(Printable::isHidden)) {
      return text;
    }
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            character -> {
              if (isHidden(character)) {
                printable.append(STAND_IN);
              } else {
                printable.appendCodePoint(character);
              }
            });
    return printable.toString();
  }

  /** Whether a character acts on the display instead of standing in it; a tab counts. */
  static boolean isHidden(int character) {
    switch (Character.getType(character)) {
      case Character.CONTROL:
      case Character.FORMAT:
      case Character.SURROGATE:
      case Character.LINE_SEPARATOR:
      case Character.PARAGRAPH_SEPARATOR:
        return true;
      default:
        return false;
    }
  }
}
