package dev.belay.rules.remedy;

import com.github.javaparser.ast.Node;
import com.github.javaparser.ast.body.MethodDeclaration;
import com.github.javaparser.ast.expr.MethodCallExpr;
import com.github.javaparser.ast.stmt.BlockStmt;
import com.github.javaparser.ast.stmt.ReturnStmt;
import com.github.javaparser.ast.stmt.Statement;
import dev.belay.linter.facts.Completion;
import dev.belay.linter.facts.Flow;
import dev.belay.linter.rule.FixDraft;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.source.SourceText;
import java.util.List;
import java.util.Optional;

/**
 * A scope opened around a start and all that follows it in its block, which waits at its end.
 *
 * @param first the statement of the start
 * @param last the block's last
 * @param method whose code it is
 */
record WrappedBlock(Statement first, Statement last, MethodDeclaration method) {

  private static final String NAME = "scope";

  /** The block around a start, where it may wait for what it starts. */
  static Answer<WrappedBlock> of(TaskStart start, TaskCode code, RuleContext context) {
    Optional<MethodDeclaration> method = methodOf(start.whole());
    if (method.isEmpty()) {
      return Answer.none("no scope is at hand");
    }
    if (start.isDaemonOrNot()) {
      return Answer.none("its thread says whether it is waited for");
    }
    if (start.timing().isPresent() || code.isWorker() || code.mayGoOn()) {
      return Answer.none("the task may go on for longer than the block that starts it");
    }
    BlockStmt block = Around.find(BlockStmt.class, start.whole()).orElseThrow();
    Statement first =
        statementIn(start.setup().isEmpty() ? start.whole() : start.setup().get(0), block);
    Statement last = block.getStatement(block.getStatements().size() - 1);
    List<Statement> inside =
        block
            .getStatements()
            .subList(Flow.indexOf(first, block.getStatements()), block.getStatements().size());
    boolean program = isProgram(method.get());
    if (!program && !isWaiting(start.whole(), inside, context)) {
      return Answer.none("the code that starts it does not wait for anything");
    }
    if (Flow.loopAround(first).isPresent()) {
      return Answer.none("each pass of the loop around it would wait for its task");
    }
    boolean leaves =
        inside.stream()
            .anyMatch(
                s ->
                    s.findFirst(
                            Statement.class,
                            l -> l != last && l instanceof ReturnStmt && isOwn(l, block))
                        .isPresent());
    if (leaves) {
      return Answer.none("the block may be left before its end, and the task would be stopped");
    }
    if (!last.isReturnStmt() && !Completion.isPossible(last)) {
      return Answer.none("the block does not come to an end");
    }
    return context.fix().canWrap(first, last) || first == last
        ? Answer.of(new WrappedBlock(first, last, method.get()))
        : Answer.none("the block's statements share lines or mix tabs and blanks");
  }

  private static boolean isOwn(Node leaving, BlockStmt block) {
    return Flow.areOfOneBody(leaving, block);
  }

  /** The method whose own code a start is, not in a loop: a pass would wait for the one before. */
  private static Optional<MethodDeclaration> methodOf(Node at) {
    return Flow.bodyAround(at)
        .filter(MethodDeclaration.class::isInstance)
        .map(MethodDeclaration.class::cast)
        .filter(m -> m.getBody().isPresent());
  }

  private static boolean isProgram(MethodDeclaration method) {
    return method.isStatic()
        && method.getNameAsString().equals("main")
        && method.getParameters().size() == 1;
  }

  /**
   * Whether code waits anyway, and lets the interrupt out: what returns at once does so for a
   * reason, and must not be made to wait.
   */
  private static boolean isWaiting(Node start, List<Statement> inside, RuleContext context) {
    boolean promised =
        Interruptions.promisedAround(start)
            && Flow.bodyAround(start)
                .filter(method -> Flow.anyRun(method, node -> waits(node, context)))
                .isPresent();
    boolean waits =
        promised || inside.stream().anyMatch(s -> Flow.anyRun(s, node -> waits(node, context)));
    return waits && (Interruptions.declaredAround(start) || Interruptions.handledAround(start));
  }

  private static boolean waits(Node node, RuleContext context) {
    return node instanceof MethodCallExpr && context.interrupts().throwsInterrupt(node);
  }

  private static Statement statementIn(Node node, BlockStmt block) {
    Node n = node;
    while (n.getParentNode().orElseThrow() != block) {
      n = n.getParentNode().orElseThrow();
    }
    return (Statement) n;
  }

  /**
   * Adds the block to a fix.
   *
   * @return the scope's name
   */
  String write(FixDraft fix, SourceText source) {
    String name = Around.freeName(NAME, Around.find(BlockStmt.class, first).orElseThrow(), fix);
    String listener = fix.name("dev.belay.runtime.Listener");
    String scope = fix.name(ScopeAtHand.SCOPE);
    String options = "options -> options.isolate().listener(" + listener + ".uncaught())";
    String title = '"' + method.getNameAsString() + "\",";
    String open = scope + ".open(" + title + " " + options + ")) {";
    String further = Passage.lineBreak(first, 1, source);
    if (further.length() + open.length() > Passage.widthIn(source)) {
      String deeper = Passage.lineBreak(first, 2, source);
      open = scope + ".open(" + deeper + title + deeper + options + ")) {";
    }
    String head = "try (" + scope + "<Void> " + name + " =" + further + open;
    String wait = name + ".awaitAll();";
    if (last.isReturnStmt() && last != first) {
      fix.wrap(first, last, head);
      fix.before(last, fix.step() + wait);
    } else {
      fix.wrap(first, last, head, wait);
    }
    if (!Interruptions.declaredAround(first) && !Interruptions.handledAround(first)) {
      int end = source.rangeOf(method.getBody().orElseThrow()).start();
      boolean throwsSome = !method.getThrownExceptions().isEmpty();
      fix.insert(end, (throwsSome ? ", " : "throws ") + "InterruptedException ");
    }
    return name;
  }
}
