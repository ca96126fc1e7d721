package dev.belay.linter.source;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A file without what its methods do: bodies, initialisers, array contents, comments and
 * indentation are gone, so that a parser that wants declarations alone has a fifth to read. Imports
 * are gone too, half of what would be left: they are read here. Lines stay where they are, columns
 * do not.
 */
public final class HeaderText {

  private final byte[] bytes;
  private final ByteTokens tokens;
  private final WordSet keptFor = new WordSet(16);
  private final List<Import> imports = new ArrayList<>();

  private HeaderText(byte[] bytes, Set<String> keptFor) {
    this.bytes = bytes.clone();
    this.tokens = new ByteTokens(bytes);
    keptFor.forEach(word -> this.keptFor.add(ByteTokens.hashOf(word)));
  }

  /**
   * An import (JLS 7.5).
   *
   * @param name as written, without {@code .*}
   * @param isStatic whether it is of members
   * @param isOnDemand whether it ends in {@code .*}
   */
  public record Import(String name, boolean isStatic, boolean isOnDemand) {}

  /**
   * Takes the bodies and imports out of a file.
   *
   * @param bytes as for {@link FileSketch#of}; left as they are
   * @param keptFor a body that mentions one of these words stays, and so does one that returns a
   *     name, qualified or not
   */
  public static HeaderText of(byte[] bytes, Set<String> keptFor) {
    HeaderText text = new HeaderText(bytes, keptFor);
    text.readTypes();
    return text;
  }

  /** What is left, in fewer bytes with the same line ends. */
  public byte[] bytes() {
    return compact(bytes);
  }

  /** The imports, in order; may be empty. */
  public List<Import> imports() {
    return List.copyOf(imports);
  }

  /** Reads to the end, stopping at braces: those of types are entered, the others are blanked. */
  private void readTypes() {
    boolean declaresType = false;
    int parentheses = 0;
    int before = ByteTokens.END;
    boolean afterKind = false;
    for (int kind = tokens.next(); kind != ByteTokens.END; kind = tokens.next()) {
      if (kind == '(') {
        parentheses++;
      } else if (kind == ')') {
        parentheses--;
      } else if (kind == '{' && parentheses == 0) {
        if (!declaresType) {
          readBody();
        }
        declaresType = false;
      } else if (kind == ';' || kind == '}') {
        declaresType = false;
      } else if (kind == ByteTokens.WORD) {
        declaresType |= afterKind && parentheses == 0;
        if (tokens.is("import")) {
          readImport();
        }
      }
      afterKind = kind == ByteTokens.WORD && before != '.' && namesKind();
      before = kind;
    }
  }

  private boolean namesKind() {
    return tokens.is("class") || tokens.is("interface") || tokens.is("enum") || tokens.is("record");
  }

  /** Reads to the end of an import, which goes; what is none stays for the parser to judge. */
  private void readImport() {
    int start = tokens.start();
    StringBuilder name = new StringBuilder();
    boolean isStatic = false;
    int before = ByteTokens.END;
    int kind = tokens.next();
    while (kind == ByteTokens.WORD || kind == '.' || kind == '*') {
      if (kind == ByteTokens.WORD && before == ByteTokens.WORD) {
        name.setLength(0); // `import module a.b`
      }
      isStatic |= kind == ByteTokens.WORD && tokens.is("static");
      if (kind == '.') {
        name.append('.');
      } else if (!tokens.is("static")) {
        name.append(tokens.text());
      }
      before = kind;
      kind = tokens.next();
    }
    boolean isOnDemand = before == '*' && name.length() > 2;
    if (kind == ';' && (isOnDemand || before == ByteTokens.WORD)) {
      name.setLength(name.length() - (isOnDemand ? 2 : 0));
      imports.add(new Import(name.toString(), isStatic, isOnDemand));
      blank(start, tokens.end());
    }
  }

  /** Reads to the brace that closes the current one, and blanks what lies between. */
  private void readBody() {
    int start = tokens.end();
    int depth = 1;
    boolean kept = false;
    int returned = 0;
    while (depth > 0) {
      int kind = tokens.next();
      if (kind == ByteTokens.END) {
        return;
      }
      if (kind == '{') {
        depth++;
      } else if (kind == '}') {
        depth--;
      } else if (kind == ByteTokens.WORD) {
        kept |= keptFor.contains(tokens.hash());
        returned = tokens.is("return") ? 1 : returned == 1 ? 2 : 0;
        continue;
      }
      kept |= returned == 2 && kind == ';';
      returned = returned == 2 && kind == '.' ? 1 : 0;
    }
    if (!kept) {
      blank(start, tokens.start());
    }
  }

  private void blank(int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] != '\n' && bytes[at] != '\r') {
        bytes[at] = ' ';
      }
    }
  }

  /** One blank for many, and none for a comment: the parser makes a token of each blank. */
  private static byte[] compact(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length / 4);
    ByteTokens tokens = new ByteTokens(bytes);
    int last = 0;
    for (int kind = tokens.next(); kind != ByteTokens.END; kind = tokens.next()) {
      writeGap(bytes, last, tokens.start(), out);
      out.write(bytes, tokens.start(), tokens.end() - tokens.start());
      last = tokens.end();
    }
    writeGap(bytes, last, bytes.length, out);
    return out.toByteArray();
  }

  private static void writeGap(byte[] bytes, int from, int to, ByteArrayOutputStream out) {
    int before = out.size();
    for (int at = from; at < to; at++) {
      if (bytes[at] == '\n' || bytes[at] == '\r') {
        out.write(bytes[at]);
      }
    }
    if (to > from && out.size() == before) {
      out.write(' ');
    }
  }
}
