package dev.belay.linter.source;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The tokens of Java text (JLS 3.5), read straight from its bytes: comments and blanks are skipped,
 * literals have no content. For scans that must cost a hundredth of a parse; whatever it makes of
 * text that is not Java, it ends.
 *
 * <p>Bytes from 0x80 up count as letters: they stand in identifiers, literals and comments alone,
 * in UTF-8 and in ISO-8859-1.
 */
final class ByteTokens {

  static final int END = -1;
  static final int WORD = 'a';
  static final int LITERAL = '0';

  /** {@code ->}. */
  static final int ARROW = 'A';

  /** {@code ::}. */
  static final int REFERENCE = 'R';

  /** An operator that ends in {@code =} and assigns. */
  static final int ASSIGN = '=';

  /** An operator of no interest: a comparison. */
  static final int OPERATOR = 'o';

  private static final int GET = hashOf("get");

  private static final boolean[] LETTER = new boolean[256];

  static {
    for (int c = 0; c < 256; c++) {
      LETTER[c] = c >= 0x80 || c == '_' || c == '$' || Character.isLetterOrDigit(c);
    }
  }

  private final byte[] bytes;
  private int at;
  private int start;
  private int hash;
  private int wordStart;
  private int wordEnd;
  private boolean broken;
  private boolean asksForSilence;

  ByteTokens(byte[] bytes) {
    this.bytes = bytes;
    this.at = FileText.lengthOfMark(bytes);
  }

  /**
   * Moves to the next token.
   *
   * @return one of the constants, or the character of a separator or operator
   */
  int next() {
    skipBlanksAndComments();
    start = at;
    if (at >= bytes.length) {
      return END;
    }
    int c = bytes[at] & 0xff;
    if (LETTER[c]) {
      return c >= '0' && c <= '9' ? number() : word();
    }
    at++;
    switch (c) {
      case '"':
        string();
        return LITERAL;
      case '\'':
        quoted('\'');
        return LITERAL;
      case '-':
        return follows('>') ? ARROW : follows('=') ? ASSIGN : '-';
      case ':':
        return follows(':') ? REFERENCE : ':';
      case '=':
        return follows('=') ? OPERATOR : ASSIGN;
      case '!':
        return follows('=') ? OPERATOR : '!';
      case '+', '*', '/', '%', '&', '|', '^':
        return follows('=') ? ASSIGN : c;
      case '<', '>':
        // Never joined with a neighbour of its kind: type arguments may end in several.
        return follows('=') ? OPERATOR : c;
      case '\\':
        // A Unicode escape outside a literal could spell any word (JLS 3.3).
        broken = true;
        return c;
      default:
        return c;
    }
  }

  /** Offset of the current token's first byte. */
  int start() {
    return start;
  }

  /** Offset just after the current token. */
  int end() {
    return at;
  }

  /** Hash of the current word, the same as {@link #hashOf} gives; undefined for other tokens. */
  int hash() {
    return hash;
  }

  /** Hash of what a getter is called whose field has the last word so far as its name. */
  int hashOfGetter() {
    int h = GET;
    for (int i = wordStart; i < wordEnd; i++) {
      int c = bytes[i] & 0xff;
      h = 31 * h + (i == wordStart && c < 0x80 ? Character.toUpperCase(c) : c);
    }
    return nonZero(h);
  }

  /** Whether a literal or comment was left open, or an escape may hide a word. */
  boolean isBroken() {
    return broken;
  }

  /**
   * Whether a comment or a literal so far starts as a suppression does; {@link Suppressions} reads
   * it.
   */
  boolean asksForSilence() {
    return asksForSilence;
  }

  /** Whether the current word is {@code word}, of ASCII letters. */
  boolean is(String word) {
    return at - start == word.length() && isAt(start, word);
  }

  private boolean isAt(int offset, String word) {
    if (offset + word.length() > bytes.length) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[offset + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** The current token's bytes as text. */
  String text() {
    return new String(bytes, start, at - start, UTF_8);
  }

  static int hashOf(String word) {
    int hash = 0;
    for (byte b : word.getBytes(UTF_8)) {
      hash = 31 * hash + (b & 0xff);
    }
    return nonZero(hash);
  }

  /** Sets of hashes use 0 for an empty slot. */
  private static int nonZero(int hash) {
    return hash == 0 ? 1 : hash;
  }

  private int word() {
    int h = 0;
    int i = at;
    while (i < bytes.length && LETTER[bytes[i] & 0xff]) {
      h = 31 * h + (bytes[i] & 0xff);
      i++;
    }
    wordStart = at;
    wordEnd = i;
    at = i;
    hash = nonZero(h);
    return WORD;
  }

  private int number() {
    while (at < bytes.length && (LETTER[bytes[at] & 0xff] || bytes[at] == '.')) {
      at++;
    }
    return LITERAL;
  }

  private void skipBlanksAndComments() {
    while (at < bytes.length) {
      byte c = bytes[at];
      if (c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f' || c == 0x1a) {
        at++;
      } else if (c == '/' && at + 1 < bytes.length && bytes[at + 1] == '/') {
        skipLine();
      } else if (c == '/' && at + 1 < bytes.length && bytes[at + 1] == '*') {
        skipBlockComment();
      } else {
        return;
      }
    }
  }

  /** Looks at the start of a comment or literal, behind its sign. */
  private void lookForSilence(int content) {
    int i = content;
    while (i < bytes.length && bytes[i] > 0 && bytes[i] <= ' ') {
      i++;
    }
    asksForSilence |= isAt(i, Suppressions.TOOL);
  }

  private void skipLine() {
    lookForSilence(at + 2);
    while (at < bytes.length && bytes[at] != '\n' && bytes[at] != '\r') {
      at++;
    }
  }

  private void skipBlockComment() {
    at += 2;
    lookForSilence(at);
    while (at + 1 < bytes.length) {
      if (bytes[at] == '*' && bytes[at + 1] == '/') {
        at += 2;
        return;
      }
      at++;
    }
    at = bytes.length;
    broken = true;
  }

  private void string() {
    if (at + 1 < bytes.length && bytes[at] == '"' && bytes[at + 1] == '"') {
      at += 2;
      lookForSilence(at);
      textBlock();
    } else {
      lookForSilence(at);
      quoted('"');
    }
  }

  private void quoted(char quote) {
    while (at < bytes.length) {
      byte c = bytes[at++];
      if (c == quote) {
        return;
      }
      if (c == '\n' || c == '\r') {
        break;
      }
      if (c == '\\') {
        at++;
      }
    }
    at = Math.min(at, bytes.length);
    broken = true;
  }

  private void textBlock() {
    while (at < bytes.length) {
      byte c = bytes[at++];
      if (c == '\\') {
        at++;
      } else if (c == '"' && at + 1 < bytes.length && bytes[at] == '"' && bytes[at + 1] == '"') {
        at += 2;
        return;
      }
    }
    at = bytes.length;
    broken = true;
  }

  private boolean follows(char c) {
    if (at < bytes.length && bytes[at] == c) {
      at++;
      return true;
    }
    return false;
  }
}
