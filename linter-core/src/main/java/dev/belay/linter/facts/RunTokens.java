package dev.belay.linter.facts;

import dev.belay.linter.source.FileTokens;
import dev.belay.linter.source.WordSet;
import java.util.function.IntPredicate;

/**
 * The tokens of a stretch of code that run when it runs: not those of lambdas and of classes in it,
 * which is what {@link Flow#anyRun} leaves out of a tree. Where a bracket leaves a doubt, what is
 * in it is left out.
 */
final class RunTokens {

  private static final WordSet BEFORE_BLOCK = WordSet.of("else do try finally");
  private static final WordSet BEFORE_PARENTHESES =
      WordSet.of("if while for switch synchronized catch try");

  private RunTokens() {}

  /** Whether one of the tokens from {@code from} to before {@code to} is wanted. */
  static boolean any(FileTokens tokens, int from, int to, IntPredicate wanted) {
    int at = from;
    while (at < to) {
      if (wanted.test(at)) {
        return true;
      }
      at = next(tokens, at, from);
    }
    return false;
  }

  private static int next(FileTokens tokens, int at, int from) {
    if (tokens.kind(at) == FileTokens.ARROW) {
      return behindGiven(tokens, at + 1);
    }
    boolean left = tokens.kind(at) == '{' && at > from && !isBlock(tokens, at);
    return left ? tokens.closing(at) + 1 : at + 1;
  }

  /** Behind what a lambda gives, or a case of a switch. */
  private static int behindGiven(FileTokens tokens, int from) {
    int at = from;
    while (true) {
      switch (tokens.kind(at)) {
        case '(', '[', '{' -> at = tokens.closing(at);
        case ')', ']', '}', ',', ';', FileTokens.END -> {
          return at;
        }
        default -> {}
      }
      if (tokens.kind(at) == FileTokens.END) {
        return at;
      }
      at++;
    }
  }

  /** Whether a block of statements opens that runs where it stands, or a lambda's. */
  static boolean isBlock(FileTokens tokens, int brace) {
    return switch (tokens.kind(brace - 1)) {
      case ';', '{', '}', ':', FileTokens.ARROW, ']' -> true;
      case FileTokens.WORD -> tokens.is(brace - 1, BEFORE_BLOCK);
      case ')' -> {
        int open = opening(tokens, brace - 1);
        yield open > 0 && tokens.is(open - 1, BEFORE_PARENTHESES);
      }
      default -> false;
    };
  }

  private static int opening(FileTokens tokens, int closing) {
    int depth = 0;
    for (int at = closing; at >= 0; at--) {
      int kind = tokens.kind(at);
      if (kind == ')') {
        depth++;
      } else if (kind == '(' && --depth == 0) {
        return at;
      }
    }
    return -1;
  }
}
