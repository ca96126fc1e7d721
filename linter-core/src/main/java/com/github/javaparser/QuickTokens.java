package com.github.javaparser;

import static com.github.javaparser.GeneratedJavaParserConstants.*;

import com.github.javaparser.ast.comments.BlockComment;
import com.github.javaparser.ast.comments.CommentsCollection;
import com.github.javaparser.ast.comments.LineComment;
import java.util.List;

/**
 * The tokens of Java text (JLS 3.5) as the parser wants them, by a scan written for the purpose in
 * place of a generated automaton. Blanks give no token, nor do comments, of which those that are no
 * Javadoc are gathered. Where the text holds what is rare (letters beyond ASCII, escapes in code,
 * hexadecimal fractions) or wrong, it gives up: the parser's own token source has the word then.
 */
final class QuickTokens extends GeneratedJavaParserTokenManager {

  /** What only the parser's own token source can tell. */
  static final class Unsure extends RuntimeException {

    private static final long serialVersionUID = 1;

    Unsure() {
      super(null, null, false, false);
    }
  }

  private static final int BLANK = 1;
  private static final int LETTER = 2;
  private static final int DIGIT = 3;

  private static final byte[] CLASSES = new byte[128];

  /** Keywords by {@link #slot}, or one of the next where that is taken. */
  private static final int KEYWORD_SLOTS = 1 << 12;

  private static final String[] KEYWORDS = new String[KEYWORD_SLOTS];
  private static final short[] KEYWORD_KINDS = new short[KEYWORD_SLOTS];

  /** What a token of a kind says, where all of a kind say the same. */
  private static final String[] IMAGES = new String[tokenImage.length];

  static {
    for (int c = 0; c < 128; c++) {
      boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '$';
      CLASSES[c] = (byte) (letter ? LETTER : c >= '0' && c <= '9' ? DIGIT : 0);
    }
    CLASSES[' '] = BLANK;
    CLASSES['\t'] = BLANK;
    CLASSES['\f'] = BLANK;
    for (int kind = ABSTRACT; kind < tokenImage.length; kind++) {
      String quoted = tokenImage[kind];
      if (quoted.startsWith("\"") && quoted.indexOf('\\') < 0) {
        IMAGES[kind] = quoted.substring(1, quoted.length() - 1);
        if (CLASSES[IMAGES[kind].charAt(0)] == LETTER) {
          addKeyword(IMAGES[kind], kind);
        }
      }
    }
  }

  private static void addKeyword(String word, int kind) {
    int hash = 0;
    for (int i = 0; i < word.length(); i++) {
      hash = 31 * hash + word.charAt(i);
    }
    int slot = slot(hash, KEYWORD_SLOTS);
    while (KEYWORDS[slot] != null) {
      slot = slot + 1 & KEYWORD_SLOTS - 1;
    }
    KEYWORDS[slot] = word;
    KEYWORD_KINDS[slot] = (short) kind;
  }

  /**
   * The kind by which names go inside braces. Where the parser looks ahead for a name it asks for
   * twenty words that may be names, this one first and plain names last, which had been a quarter
   * of its time. It takes both alike but in imports and before the first brace.
   */
  private static final int FIRST_ASKED_FOR = MODULE;

  /** Names come again and again: the last one of each slot is kept. */
  private static final int NAME_SLOTS = 1 << 10;

  private final String[] names = new String[NAME_SLOTS];
  private final String text;
  private final char[] chars;
  private final CommentsCollection comments = new CommentsCollection();
  private final JavaToken home;
  private int at;
  private int braces;
  private int line = 1;
  private int lineStart;

  QuickTokens(String text) {
    super(null);
    this.text = text;
    // A sign that is no token ends the text: it stops every scan without a look at the length.
    this.chars = new char[text.length() + 4];
    text.getChars(0, text.length(), chars, 0);
    this.home = new JavaToken(Range.range(1, 1, 1, 1), SPACE, "", null, null);
  }

  @Override
  JavaToken getHomeToken() {
    return home;
  }

  @Override
  CommentsCollection getCommentsCollection() {
    return comments;
  }

  @Override
  List<JavaToken> getTokens() {
    return List.of();
  }

  @Override
  public Token getNextToken() {
    skipBlanksAndComments();
    int start = at;
    char c = chars[at];
    if (c >= 128) {
      throw new Unsure();
    }
    int type = CLASSES[c];
    if (type == LETTER) {
      return word(start);
    }
    if (type == DIGIT || c == '.' && isDigit(chars[at + 1])) {
      return number(start);
    }
    if (c == '"') {
      return string(start);
    }
    if (c == '\'') {
      at++;
      character('\'');
      expect('\'');
      return token(CHARACTER_LITERAL, start, text.substring(start, at));
    }
    if (c == 0 && at == text.length()) {
      return end();
    }
    return sign(c, start);
  }

  /** As the parser's own token source has it, the end lies on the last character. */
  private Token end() {
    if (at == 0 || chars[at - 1] == '\n' && at == 1) {
      throw new Unsure();
    }
    // A line end belongs to the line that it ends.
    int last = at - 1;
    int lastLine = line;
    int lastStart = lineStart;
    if (lineStart == at) {
      lastLine--;
      lastStart = last;
      while (lastStart > 0 && !endsLine(lastStart - 1)) {
        lastStart--;
      }
    }
    Token token = new Token(EOF, "");
    place(token, lastLine, last - lastStart + 1, last - lastStart + 1);
    return token;
  }

  private boolean endsLine(int offset) {
    return chars[offset] == '\n' || chars[offset] == '\r' && chars[offset + 1] != '\n';
  }

  private void skipBlanksAndComments() {
    while (true) {
      char c = chars[at];
      if (c == ' ' || c == '\t' || c == '\f') {
        at++;
      } else if (c == '\n' || c == '\r') {
        at++;
        endLine(c);
      } else if (c == '/' && chars[at + 1] == '/') {
        lineComment();
      } else if (c == '/' && chars[at + 1] == '*') {
        blockComment();
      } else {
        return;
      }
    }
  }

  /** Notes a line end whose first character was just taken. */
  private void endLine(char c) {
    if (c == '\n' || chars[at] != '\n') {
      line++;
      lineStart = at;
    }
  }

  private void lineComment() {
    int start = at;
    int end = at + 2;
    while (chars[end] != '\n' && chars[end] != '\r' && end < text.length()) {
      end++;
    }
    at = end;
    // Three slashes make Javadoc (JEP 467).
    if (chars[start + 2] != '/') {
      JavaToken token = comment(SINGLE_LINE_COMMENT, start, line, start - lineStart + 1);
      comments.addComment(
          new LineComment(new TokenRange(token, token), text.substring(start + 2, end)));
    }
  }

  private void blockComment() {
    int start = at;
    int startLine = line;
    int startColumn = start - lineStart + 1;
    boolean isJavadoc = chars[at + 2] == '*' && chars[at + 3] != '/';
    at += 2;
    while (chars[at] != '*' || chars[at + 1] != '/') {
      if (at >= text.length()) {
        throw new Unsure();
      }
      char c = chars[at++];
      if (c == '\n' || c == '\r') {
        endLine(c);
      }
    }
    at += 2;
    if (!isJavadoc) {
      JavaToken token = comment(MULTI_LINE_COMMENT, start, startLine, startColumn);
      comments.addComment(
          new BlockComment(new TokenRange(token, token), text.substring(start + 2, at - 2)));
    }
  }

  private JavaToken comment(int kind, int start, int startLine, int startColumn) {
    Range range = Range.range(startLine, startColumn, line, at - lineStart);
    return new JavaToken(range, kind, text.substring(start, at), null, null);
  }

  private Token word(int start) {
    int hash = 0;
    int end = start;
    for (char c = chars[end]; c < 128 && CLASSES[c] >= LETTER; c = chars[++end]) {
      hash = 31 * hash + c;
    }
    if (chars[end] >= 128 || chars[end] == '\\') {
      throw new Unsure();
    }
    at = end;
    int slot = slot(hash, KEYWORD_SLOTS);
    while (KEYWORDS[slot] != null) {
      if (isAt(start, KEYWORDS[slot])) {
        return token(KEYWORD_KINDS[slot], start, KEYWORDS[slot]);
      }
      slot = slot + 1 & KEYWORD_SLOTS - 1;
    }
    if (chars[end] == '-' && end - start == 3 && isAt(start, "non")) {
      throw new Unsure();
    }
    slot = slot(hash, NAME_SLOTS);
    String name = names[slot];
    if (name == null || !isAt(start, name)) {
      name = text.substring(start, end);
      names[slot] = name;
    }
    Token token = token(IDENTIFIER, start, name);
    if (braces > 0) {
      token.kind = FIRST_ASKED_FOR;
    }
    return token;
  }

  /** Whether the word from an offset up to here is a certain one. */
  private boolean isAt(int start, String word) {
    int length = word.length();
    if (length != at - start) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (chars[start + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static int slot(int hash, int slots) {
    return (hash ^ hash >>> 15) & slots - 1;
  }

  /** JLS 3.10.1 and 3.10.2. */
  private Token number(int start) {
    char second = chars[start + 1];
    int kind = INTEGER_LITERAL;
    if (chars[start] == '0' && (second == 'x' || second == 'X')) {
      at += 2;
      skipDigits(16);
      if (chars[at] == '.' || chars[at] == 'p' || chars[at] == 'P') {
        throw new Unsure();
      }
    } else if (chars[start] == '0' && (second == 'b' || second == 'B')) {
      at += 2;
      skipDigits(2);
    } else {
      boolean octal = chars[start] == '0' && (isDigit(second) || second == '_');
      skipDigits(10);
      if (skipFraction()) {
        kind = FLOATING_POINT_LITERAL;
      } else if (octal && !isOctal(start)) {
        throw new Unsure();
      }
    }
    if (kind == INTEGER_LITERAL && (chars[at] == 'l' || chars[at] == 'L')) {
      at++;
      kind = LONG_LITERAL;
    }
    // Whatever goes on as a word is no number of ours.
    if (chars[at - 1] == '_' || chars[at] >= 128 || CLASSES[chars[at]] >= LETTER) {
      throw new Unsure();
    }
    return token(kind, start, text.substring(start, at));
  }

  private boolean isOctal(int start) {
    for (int i = start; i < at; i++) {
      if (chars[i] == '8' || chars[i] == '9') {
        return false;
      }
    }
    return true;
  }

  /** Digits and underscores between them; one digit at least but for base 10. */
  private void skipDigits(int base) {
    int first = at;
    while (chars[at] == '_' && at > first || Character.digit(chars[at], base) >= 0) {
      at++;
    }
    if (base != 10 && at == first || at > first && chars[at - 1] == '_') {
      throw new Unsure();
    }
  }

  /** What makes a fraction of the digits before. */
  private boolean skipFraction() {
    int first = at;
    if (chars[at] == '.') {
      at++;
      skipDigits(10);
    }
    if (chars[at] == 'e' || chars[at] == 'E') {
      at++;
      if (chars[at] == '+' || chars[at] == '-') {
        at++;
      }
      if (!isDigit(chars[at])) {
        throw new Unsure();
      }
      skipDigits(10);
    }
    if (chars[at] == 'f' || chars[at] == 'F' || chars[at] == 'd' || chars[at] == 'D') {
      at++;
    }
    return at > first;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private Token string(int start) {
    if (chars[at + 1] == '"' && chars[at + 2] == '"') {
      return textBlock(start);
    }
    at++;
    while (chars[at] != '"') {
      character('"');
    }
    at++;
    return token(STRING_LITERAL, start, text.substring(start, at));
  }

  /** JLS 3.10.6. */
  private Token textBlock(int start) {
    int startLine = line;
    int startColumn = start - lineStart + 1;
    at += 3;
    while (CLASSES[chars[at] & 127] == BLANK) {
      at++;
    }
    if (chars[at] != '\n' && chars[at] != '\r') {
      throw new Unsure();
    }
    while (chars[at] != '"' || chars[at + 1] != '"' || chars[at + 2] != '"') {
      if (at >= text.length()) {
        throw new Unsure();
      }
      char c = chars[at++];
      if (c == '\\' && chars[at] != '\n' && chars[at] != '\r') {
        at++;
      } else if (c == '\n' || c == '\r') {
        endLine(c);
      }
    }
    at += 3;
    Token token = new Token(TEXT_BLOCK_LITERAL, text.substring(start, at));
    token.beginLine = startLine;
    token.beginColumn = startColumn;
    token.endLine = line;
    token.endColumn = at - lineStart;
    Range range = Range.range(startLine, startColumn, line, token.endColumn);
    token.javaToken = new JavaToken(range, TEXT_BLOCK_LITERAL, token.image, null, null);
    return token;
  }

  /** One character of a literal, or one escape (JLS 3.10.7). */
  private void character(char quote) {
    char c = chars[at];
    if (c == '\n' || c == '\r' || c == quote || at >= text.length()) {
      throw new Unsure();
    }
    at++;
    if (c == '\\') {
      char escaped = chars[at++];
      if (escaped == 'u') {
        if (unicodeEscape() == '\\') {
          escapedBehindUnicode();
        }
      } else if (escaped >= '0' && escaped <= '7') {
        int most = escaped <= '3' ? 2 : 1;
        while (most-- > 0 && chars[at] >= '0' && chars[at] <= '7') {
          at++;
        }
      } else if ("btnfrs\"'\\".indexOf(escaped) < 0) {
        throw new Unsure();
      }
    }
  }

  /**
   * What a backslash escapes that is a Unicode escape itself: generated parsers write {@code
   * "\\u005c""} for a quotation mark, which the parser's own tokens take for the end.
   */
  private void escapedBehindUnicode() {
    char escaped = chars[at++];
    if (escaped == '\\' && chars[at] == 'u') {
      at++;
      escaped = unicodeEscape();
    }
    if ("btnfrs\"'\\".indexOf(escaped) < 0) {
      throw new Unsure();
    }
  }

  /**
   * JLS 3.3, of any number of {@code u}, where the parser's own tokens take one.
   *
   * @return the character that it stands for
   */
  private char unicodeEscape() {
    while (chars[at] == 'u') {
      at++;
    }
    int value = 0;
    for (int digits = 0; digits < 4; digits++) {
      int digit = Character.digit(chars[at++], 16);
      if (digit < 0) {
        throw new Unsure();
      }
      value = 16 * value + digit;
    }
    return (char) value;
  }

  private void expect(char c) {
    if (chars[at++] != c) {
      throw new Unsure();
    }
  }

  /** Separators and operators (JLS 3.11, 3.12), the longest that fits. */
  private Token sign(char c, int start) {
    char second = chars[at + 1];
    boolean assigns = second == '=';
    switch (c) {
      case '(':
        return sign(LPAREN, start);
      case ')':
        return sign(RPAREN, start);
      case '{':
        braces++;
        return sign(LBRACE, start);
      case '}':
        braces--;
        return sign(RBRACE, start);
      case '[':
        return sign(LBRACKET, start);
      case ']':
        return sign(RBRACKET, start);
      case ';':
        return sign(SEMICOLON, start);
      case ',':
        return sign(COMMA, start);
      case '.':
        return sign(second == '.' && chars[at + 2] == '.' ? ELLIPSIS : DOT, start);
      case '@':
        return sign(AT, start);
      case '~':
        return sign(TILDE, start);
      case '?':
        return sign(HOOK, start);
      case ':':
        return sign(second == ':' ? DOUBLECOLON : COLON, start);
      case '=':
        return sign(assigns ? EQ : ASSIGN, start);
      case '!':
        return sign(assigns ? NE : BANG, start);
      case '&':
        return sign(second == '&' ? SC_AND : assigns ? ANDASSIGN : BIT_AND, start);
      case '|':
        return sign(second == '|' ? SC_OR : assigns ? ORASSIGN : BIT_OR, start);
      case '+':
        return sign(second == '+' ? INCR : assigns ? PLUSASSIGN : PLUS, start);
      case '-':
        int minus = second == '>' ? ARROW : assigns ? MINUSASSIGN : MINUS;
        return sign(second == '-' ? DECR : minus, start);
      case '*':
        return sign(assigns ? STARASSIGN : STAR, start);
      case '/':
        return sign(assigns ? SLASHASSIGN : SLASH, start);
      case '^':
        return sign(assigns ? XORASSIGN : XOR, start);
      case '%':
        return sign(assigns ? REMASSIGN : REM, start);
      case '<':
        int shift = chars[at + 2] == '=' ? LSHIFTASSIGN : LSHIFT;
        return sign(second == '<' ? shift : assigns ? LE : LT, start);
      case '>':
        return greater(start);
      default:
        throw new Unsure();
    }
  }

  /**
   * Signs that start with {@code >}. The parser joins neighbours itself, for two may as well end
   * type arguments: each tells what it would be with those behind it.
   */
  private Token greater(int start) {
    char second = chars[at + 1];
    char third = chars[at + 2];
    if (second == '=') {
      return sign(GE, start);
    }
    if (second != '>') {
      return sign(GT, start);
    }
    if (third == '=') {
      return sign(RSIGNEDSHIFTASSIGN, start);
    }
    if (third == '>' && chars[at + 3] == '=') {
      return sign(RUNSIGNEDSHIFTASSIGN, start);
    }
    Token token = sign(GT, start);
    token.realKind = third == '>' ? RUNSIGNEDSHIFT : RSIGNEDSHIFT;
    return token;
  }

  private Token sign(int kind, int start) {
    String image = IMAGES[kind];
    at = start + image.length();
    return token(kind, start, image);
  }

  /** A token up to here, on one line. */
  private Token token(int kind, int start, String image) {
    Token token = new Token(kind, image);
    place(token, line, start - lineStart + 1, at - lineStart);
    return token;
  }

  private static void place(Token token, int line, int beginColumn, int endColumn) {
    token.beginLine = line;
    token.beginColumn = beginColumn;
    token.endLine = line;
    token.endColumn = endColumn;
    Position begin = new Position(line, beginColumn);
    Position end = beginColumn == endColumn ? begin : new Position(line, endColumn);
    token.javaToken = new JavaToken(new Range(begin, end), token.kind, token.image, null, null);
  }
}
