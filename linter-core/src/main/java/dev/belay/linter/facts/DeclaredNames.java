package dev.belay.linter.facts;

import dev.belay.linter.index.Modifiers;
import dev.belay.linter.source.FileTokens;
import dev.belay.linter.source.WordSet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What the names of a file may stand for, by its tokens alone; by hashes of the names. */
final class DeclaredNames {

  private enum Inside {
    ENUM,
    TYPE,
    CODE
  }

  private static final WordSet MODIFIERS = WordSet.of(String.join(" ", Modifiers.WORDS));
  private static final WordSet PRIMITIVES =
      WordSet.of("boolean byte short int long char float double");

  private static final WordSet BEFORE_TYPE = WordSet.of("class interface enum record");

  /** A name may stand behind these too, and none is declared there. */
  private static final WordSet NO_TYPES =
      WordSet.of(
          "return throw case else do new assert instanceof yield goto break continue extends"
              + " implements throws import package class interface enum record super permits when"
              + " default");

  private final FileTokens tokens;

  /** What stands in each open bracket: an enum's constants, members of a type, or code. */
  private final Deque<Inside> enclosing = new ArrayDeque<>();

  private final Set<Integer> plain = new HashSet<>();
  private final Set<Integer> open = new HashSet<>();
  private final Set<Integer> getters = new HashSet<>();
  private final Map<Integer, Integer> declarations = new HashMap<>();

  DeclaredNames(FileTokens tokens) {
    this.tokens = tokens;
    for (int at = 1; tokens.kind(at) != FileTokens.END; at++) {
      switch (tokens.kind(at)) {
        case FileTokens.WORD -> name(at);
        case '(', '[' -> enclosing.push(Inside.CODE);
        case '{' -> enclosing.push(inside(at));
        case ')', ']', '}' -> enclosing.poll();
        case ';' -> endConstants();
        default -> {}
      }
    }
  }

  /** Whether a name may be that of a plain field of a primitive type. */
  boolean isPlainField(int name) {
    return plain.contains(name);
  }

  /** Whether a name is that of a field that is not final, and of no other variable. */
  boolean isOpenField(int name) {
    return open.contains(name) && declarations.get(name) == 1;
  }

  /** Whether a method of that name without parameters may do nothing but return something. */
  boolean isGetter(int name) {
    return getters.contains(name);
  }

  private void name(int at) {
    if (tokens.kind(at + 1) == '(' && tokens.kind(at + 2) == ')') {
      int body = at + 3;
      while (tokens.kind(body) == FileTokens.WORD
          || tokens.kind(body) == '.'
          || tokens.kind(body) == ',') {
        body++;
      }
      if (tokens.kind(body) == '{' && tokens.is(body + 1, "return")) {
        getters.add(tokens.hash(at));
      }
    }
    int before = tokens.kind(at - 1);
    if (before == '>' || before == ']' || mayBeDeclared(at)) {
      declarations.merge(tokens.hash(at), 1, Integer::sum);
    } else if (before == FileTokens.WORD
        && tokens.kind(at + 1) != '('
        && !tokens.is(at - 1, NO_TYPES)
        && !tokens.is(at - 1, MODIFIERS)) {
      declare(at);
    }
  }

  /** Behind the constants of an enum come members as in any type. */
  private void endConstants() {
    if (enclosing.peek() == Inside.ENUM) {
      enclosing.pop();
      enclosing.push(Inside.TYPE);
    }
  }

  private Inside inside(int brace) {
    if (enclosing.peek() == Inside.ENUM) {
      return Inside.TYPE;
    }
    for (int at = brace - 1; at >= 0; at--) {
      int kind = tokens.kind(at);
      if (kind == ';' || kind == '{' || kind == '}') {
        return Inside.CODE;
      }
      boolean headed = tokens.is(at, BEFORE_TYPE) && tokens.kind(at + 1) == FileTokens.WORD;
      if (headed && (at == 0 || tokens.kind(at - 1) != '.')) {
        return tokens.is(at, "enum") ? Inside.ENUM : Inside.TYPE;
      }
      if (tokens.is(at, "new")) {
        return RunTokens.isBlock(tokens, brace) ? Inside.CODE : Inside.TYPE;
      }
    }
    return Inside.CODE;
  }

  /** Whether a name without a type before it may be a further variable, or a lambda's parameter. */
  private boolean mayBeDeclared(int at) {
    int before = tokens.kind(at - 1);
    int behind = tokens.kind(at + 1);
    return before == ','
        || behind == FileTokens.ARROW
        || before == '('
            && (behind == ',' || behind == ')' && tokens.kind(at + 2) == FileTokens.ARROW);
  }

  private void declare(int name) {
    declarations.merge(tokens.hash(name), 1, Integer::sum);
    boolean member = enclosing.peek() == Inside.TYPE;
    boolean fixed = false;
    boolean ordered = false;
    int type = name - 1;
    while (type > 1 && tokens.kind(type - 1) == '.') {
      type -= 2;
    }
    for (int at = type - 1; at >= 0 && tokens.is(at, MODIFIERS); at--) {
      fixed |= tokens.is(at, "final");
      ordered |= tokens.is(at, "volatile");
    }
    if (member && !fixed) {
      open.add(tokens.hash(name));
    }
    if (member && !fixed && !ordered && tokens.is(name - 1, PRIMITIVES)) {
      plain(name);
    }
  }

  /** A name and those behind it in the same declaration. */
  private void plain(int first) {
    plain.add(tokens.hash(first));
    for (int at = first + 1; ; at++) {
      switch (tokens.kind(at)) {
        case '(', '[', '{' -> at = tokens.closing(at);
        case ',' -> plain.add(tokens.hash(at + 1));
        case ')', ']', '}', ';' -> {
          return;
        }
        default -> {}
      }
      if (tokens.kind(at) == FileTokens.END) {
        return;
      }
    }
  }
}
