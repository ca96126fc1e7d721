package dev.belay.rules.suppressions;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.expr.AnnotationExpr;
import com.github.javaparser.ast.expr.ArrayInitializerExpr;
import com.github.javaparser.ast.expr.Expression;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.IdleSuppression;
import dev.belay.linter.rule.Refusal;
import dev.belay.linter.rule.Remedy;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.source.SourceRange;
import dev.belay.linter.source.SourceText;
import dev.belay.linter.source.Suppression;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Takes out the word of a suppression that silences nothing, and all of it with its last word. */
final class Removal {

  private static final Pattern WORD = Pattern.compile("[^,\\s]+");

  /** The shape of every rule's id, known or misspelt. */
  private static final Pattern ID = Pattern.compile("[A-Za-z][\\w-]*");

  private static final String TITLE = "remove the suppression";

  private Removal() {}

  static Remedy of(IdleSuppression idle, RuleContext context) {
    return idle.suppression().form() == Suppression.Form.COMMENT
        ? ofComment(idle, context)
        : ofValue(idle.node(), context);
  }

  private static Remedy ofComment(IdleSuppression idle, RuleContext context) {
    Suppression comment = idle.suppression();
    if (!comment.ruleIds().stream().allMatch(id -> ID.matcher(id).matches())) {
      return new Refusal("the comment says more than the names of rules");
    }
    if (goesOn(comment.range(), context.source())) {
      return new Refusal("the comment below may be the rest of its reason");
    }
    String word = idle.ruleId().orElse("");
    List<String> left = comment.ruleIds().stream().filter(id -> !id.equals(word)).toList();
    if (left.isEmpty()) {
      return context.fix().remove(comment.range()).safe(TITLE);
    }
    SourceRange words = wordsOf(comment, context.source());
    String separator = context.source().text(words).contains(",") ? ", " : " ";
    return context
        .fix()
        .replace(words, String.join(separator, left))
        .safe("remove " + word + " from the suppression");
  }

  private static boolean goesOn(SourceRange comment, SourceText source) {
    int line = source.lineOf(comment.start());
    boolean alone =
        source.text(new SourceRange(source.startOfLine(line), comment.start())).isBlank();
    int below = source.lineOf(comment.end()) + 1;
    String next = alone && below <= source.lineCount() ? source.line(below).strip() : "";
    return next.startsWith("//") && !next.contains("belay:ignore");
  }

  /** From the first id of a comment to its last. */
  private static SourceRange wordsOf(Suppression comment, SourceText source) {
    String text = source.text(comment.range());
    int from = text.indexOf("belay:ignore") + "belay:ignore".length();
    List<MatchResult> words =
        WORD.matcher(text)
            .results()
            .filter(found -> found.start() >= from)
            .limit(comment.ruleIds().size())
            .collect(Collectors.toList());
    int start = comment.range().start();
    return new SourceRange(start + words.get(0).start(), start + words.get(words.size() - 1).end());
  }

  /** An annotation's value goes with its comma; one that is left alone needs no braces. */
  private static Remedy ofValue(Node value, RuleContext context) {
    FixDraft fix = context.fix();
    SourceText source = context.source();
    Node around = value.getParentNode().orElseThrow();
    Node annotation = around;
    while (!(annotation instanceof AnnotationExpr)) {
      annotation = annotation.getParentNode().orElseThrow();
    }
    if (!(around instanceof ArrayInitializerExpr several) || several.getValues().size() == 1) {
      return fix.remove(source.rangeOf(annotation)).safe(TITLE);
    }
    List<Expression> values = several.getValues();
    int index = values.indexOf(value);
    Expression other = values.get(index == 0 ? 1 : 0);
    boolean commented = source.text(source.rangeOf(several)).contains("/");
    if (values.size() == 2 && !commented) {
      fix.replace(several, source.text(source.rangeOf(other)));
    } else {
      SourceRange own = source.rangeOf(value);
      fix.replace(
          index == 0
              ? new SourceRange(own.start(), source.rangeOf(values.get(1)).start())
              : new SourceRange(source.rangeOf(values.get(index - 1)).end(), own.end()),
          "");
    }
    return fix.safe(TITLE);
  }
}
