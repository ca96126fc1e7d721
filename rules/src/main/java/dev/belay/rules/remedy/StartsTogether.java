package dev.belay.rules.remedy;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.LambdaExpr;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.stmt.ExpressionStmt;
import dev.belay.linter.rule.RuleContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * All starts on one executor, where a task of it starts others or itself anew: they go to a scope
 * together, or none does.
 *
 * @param starts in the order of the text; two at least, or one that starts itself
 * @param left the executor's field, which goes with them
 */
record StartsTogether(List<TaskStart> starts, IdleField left) {

  /** What makes executors of one thread, whose tasks never run side by side. */
  private static final Pattern SINGLE = Pattern.compile("newSingle\\w+");

  /**
   * The starts on the executor of one of them, where tasks start each other; empty where it has
   * tasks that cannot go, or is there for more.
   */
  static Optional<StartsTogether> with(TaskStart start, RuleContext context) {
    return of(start, context)
        .filter(all -> all.starts().stream().allMatch(s -> s.timing().isPresent()))
        .filter(all -> isOfSeveralThreads(all.left()) || areOfOneKind(all.starts(), context));
  }

  /** The starts on the executor of one of them, which nothing else needs. */
  static Optional<StartsTogether> of(TaskStart start, RuleContext context) {
    Optional<IdleField> field =
        start.executor().flatMap(executor -> IdleField.keeping(executor, context));
    if (field.isEmpty()) {
      return Optional.empty();
    }
    List<TaskStart> starts = new ArrayList<>();
    for (MethodCallExpr call : field.get().calls(context)) {
      if (!ends(call)) {
        Answer<TaskStart> other = TaskStart.ofCall(call, context);
        if (!other.isPresent() || !standsAlone(call)) {
          return Optional.empty();
        }
        starts.add(other.get());
      }
    }
    int questions = starts.stream().mapToInt(s -> questionsOf(s, context)).sum();
    boolean whole =
        field.get().isOnlyNamedBy(starts.size() + questions, context) && !areNested(starts);
    return whole ? Optional.of(new StartsTogether(starts, field.get())) : Optional.empty();
  }

  private static int questionsOf(TaskStart start, RuleContext context) {
    EndQuestions questions = EndQuestions.of(start, context);
    return questions.areInPlace() ? questions.calls().size() : 0;
  }

  /**
   * Whether a schedule may go alone that starts others on its executor: they could run beside it
   * before, and are of other kinds, so that it does not go on in them.
   */
  static boolean mayPart(TaskStart start, TaskCode code, RuleContext context) {
    boolean several =
        start
            .executor()
            .flatMap(executor -> IdleField.keeping(executor, context))
            .filter(StartsTogether::isOfSeveralThreads)
            .isPresent();
    return several
        && start.timing().isPresent()
        && code.callsOn(start.executor().orElseThrow()).stream()
            .allMatch(call -> isOfOtherKind(call, start, context));
  }

  private static boolean isOfOtherKind(MethodCallExpr call, TaskStart start, RuleContext context) {
    Answer<TaskStart> other = TaskStart.ofCall(call, context);
    return other.isPresent()
        && call != start.whole()
        && !kindOf(other.get().runs()).equals(kindOf(start.runs()))
        && !new TaskCode(other.get().runs(), context).contains(start.whole());
  }

  private static String kindOf(Expression runs) {
    return runs instanceof ObjectCreationExpr made && made.getAnonymousClassBody().isEmpty()
        ? made.getType().getNameAsString()
        : runs.toString();
  }

  private static boolean ends(MethodCallExpr call) {
    return EndingCode.isAboutEnd(call);
  }

  private static boolean standsAlone(MethodCallExpr call) {
    return call.getParentNode()
        .filter(parent -> parent instanceof ExpressionStmt || parent instanceof LambdaExpr)
        .isPresent();
  }

  /** Whether one stands in the code of another, so that the text of one is in the other's. */
  private static boolean areNested(List<TaskStart> starts) {
    return starts.stream()
        .anyMatch(one -> starts.stream().anyMatch(o -> one.whole().isDescendantOf(o.whole())));
  }

  private static boolean isOfSeveralThreads(IdleField field) {
    return field.values().stream()
        .allMatch(
            value ->
                value instanceof MethodCallExpr made
                    && !SINGLE.matcher(made.getNameAsString()).matches()
                    && !made.getArguments().isEmpty()
                    && !made.getArgument(0).toString().equals("1"));
  }

  private static boolean areOfOneKind(List<TaskStart> starts, RuleContext context) {
    return starts.stream().map(s -> s.deed(context)).collect(Collectors.toSet()).size() == 1;
  }
}
