package dev.belay.linter.source;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/**
 * The tokens of a file in a row, to look ahead and back at. Tokens go by their number, from 0; the
 * last one is {@link #END}. Belongs to one thread.
 */
public final class FileTokens {

  public static final int END = ByteTokens.END;

  /** A name, a keyword or {@code true}, {@code false} and {@code null}. */
  public static final int WORD = ByteTokens.WORD;

  /** {@code ->}. */
  public static final int ARROW = ByteTokens.ARROW;

  /** {@code ::}. */
  public static final int REFERENCE = ByteTokens.REFERENCE;

  /** An operator that ends in {@code =} and assigns, but for those that shift. */
  public static final int ASSIGN = ByteTokens.ASSIGN;

  /** An operator that ends in {@code =} and compares, or the end of one that shifts. */
  public static final int OPERATOR = ByteTokens.OPERATOR;

  /** How many tokens a reader may look ahead; so many stand at the end. */
  private static final int LOOK_AHEAD = 4;

  /** Java has about one token for so many bytes, comments and blanks among them. */
  private static final int BYTES_A_TOKEN = 6;

  private final byte[] bytes;
  private final boolean broken;
  private int[] kinds;
  private int[] starts;
  private int[] ends;
  private int[] hashes;

  /** Line ends were counted up to here, and this is the line. */
  private int countedTo;

  private int line = 1;

  /**
   * Reads the tokens of a file; whatever it holds, this ends.
   *
   * @param bytes in UTF-8 or ISO-8859-1; must not change afterwards
   */
  public FileTokens(byte[] bytes) {
    this.bytes = bytes;
    int room = bytes.length / BYTES_A_TOKEN + 16;
    kinds = new int[room];
    starts = new int[room];
    ends = new int[room];
    hashes = new int[room];
    ByteTokens tokens = new ByteTokens(bytes);
    int size = 0;
    int behind = 0;
    while (behind < LOOK_AHEAD) {
      int kind = tokens.next();
      if (size == kinds.length) {
        grow(size * 2);
      }
      kinds[size] = kind;
      starts[size] = tokens.start();
      ends[size] = tokens.end();
      hashes[size] = tokens.hash();
      size++;
      behind += kind == END ? 1 : 0;
    }
    broken = tokens.isBroken();
  }

  private void grow(int room) {
    kinds = Arrays.copyOf(kinds, room);
    starts = Arrays.copyOf(starts, room);
    ends = Arrays.copyOf(ends, room);
    hashes = Arrays.copyOf(hashes, room);
  }

  /** Whether a literal or comment was left open, or an escape may hide a word. */
  public boolean isBroken() {
    return broken;
  }

  /** One of the constants, or the character of a separator or operator. */
  public int kind(int token) {
    return kinds[token];
  }

  /** Whether a token is a word, of ASCII letters. */
  public boolean is(int token, String word) {
    int start = starts[token];
    if (ends[token] - start != word.length()) {
      return false;
    }
    for (int i = 0; i < word.length(); i++) {
      if (bytes[start + i] != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  /** Whether a token is one of some words. */
  public boolean is(int token, WordSet words) {
    return kinds[token] == WORD && words.contains(hashes[token]);
  }

  /** Whether two words are the same. */
  public boolean same(int one, int other) {
    return hashes[one] == hashes[other]
        && Arrays.equals(bytes, starts[one], ends[one], bytes, starts[other], ends[other]);
  }

  /** Number by which words are told apart, up to chance; as {@link #hashOf} has it. */
  public int hash(int word) {
    return hashes[word];
  }

  /** The same of a word by itself. */
  public static int hashOf(String word) {
    return ByteTokens.hashOf(word);
  }

  /** Whether a token has no letter beyond ASCII: what such a one is depends on the encoding. */
  public boolean isAscii(int token) {
    for (int at = starts[token]; at < ends[token]; at++) {
      if (bytes[at] < 0) {
        return false;
      }
    }
    return true;
  }

  /** A token as written, if it {@linkplain #isAscii is ASCII}. */
  public String text(int token) {
    return new String(bytes, starts[token], ends[token] - starts[token], ISO_8859_1);
  }

  /** What is written from one token to another, both included, with all that is between. */
  public String text(int first, int last) {
    return FileText.of(Arrays.copyOfRange(bytes, starts[first], ends[last])).text();
  }

  /** Line of a token, from 1. Quick where it is asked for in order of the text. */
  public int lineOf(int token) {
    byte[] all = bytes;
    int to = starts[token];
    if (to < countedTo) {
      countedTo = 0;
      line = 1;
    }
    for (int at = countedTo; at < to; at++) {
      byte c = all[at];
      if (c == '\n' || c == '\r' && (at + 1 == all.length || all[at + 1] != '\n')) {
        line++;
      }
    }
    countedTo = to;
    return line;
  }

  /** The bracket that closes the one at hand; the last token where none does. */
  public int closing(int open) {
    int depth = 0;
    int at = open;
    while (kinds[at] != END) {
      int kind = kinds[at];
      if (kind == '(' || kind == '[' || kind == '{') {
        depth++;
      } else if ((kind == ')' || kind == ']' || kind == '}') && --depth == 0) {
        return at;
      }
      at++;
    }
    return at;
  }
}
