package dev.belay.rules.remedy;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.expr.ObjectCreationExpr;
import com.github.javaparser.ast.expr.SuperExpr;
import com.github.javaparser.ast.expr.ThisExpr;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.source.SourceRange;
import dev.belay.linter.source.SourceText;
import java.util.Set;

/** {@code new Thread("name") { … }}: whether it could as well be a {@code Runnable}. */
final class ThreadClass {

  /** Methods of a thread that code inside one calls on itself. */
  private static final Set<String> OWN =
      Set.of(
          "isInterrupted",
          "interrupt",
          "getName",
          "setName",
          "setDaemon",
          "getId",
          "threadId",
          "isAlive",
          "join",
          "sleep",
          "yield",
          "getPriority",
          "setPriority",
          "getStackTrace",
          "getThreadGroup",
          "setUncaughtExceptionHandler",
          "setContextClassLoader");

  private ThreadClass() {}

  /** Whether an anonymous thread only says what it runs. */
  static boolean isPlain(ObjectCreationExpr creation, RuleContext context) {
    var members = creation.getAnonymousClassBody().orElseThrow();
    return members.size() == 1
        && members.get(0) instanceof MethodDeclaration method
        && method.getNameAsString().equals("run")
        && method.findFirst(SuperExpr.class).isEmpty()
        && method.findFirst(ThisExpr.class, t -> t.getTypeName().isEmpty()).isEmpty()
        && method.findFirst(MethodCallExpr.class, call -> isOfThread(call, context)).isEmpty();
  }

  private static boolean isOfThread(MethodCallExpr call, RuleContext context) {
    if (call.getScope().isPresent()) {
      return false;
    }
    return OWN.contains(call.getNameAsString())
        || context
            .types()
            .calleeOf(call)
            .filter(callee -> callee.isOf("java.lang.Thread"))
            .isPresent();
  }

  /** The same body as an anonymous {@code Runnable}. */
  static String asRunnable(ObjectCreationExpr creation, Node place, SourceText source) {
    int head =
        creation.getArguments().isEmpty()
            ? source.rangeOf(creation.getType()).end()
            : source.rangeOf(creation.getArgument(creation.getArguments().size() - 1)).end();
    int brace = source.text().indexOf('{', head);
    SourceRange body = new SourceRange(brace, source.rangeOf(creation).end());
    return Passage.moved("new Runnable() " + source.text(body), creation, place, source);
  }
}
