package dev.belay.linter.engine;

import com.github.javaparser.ast.Node;
import dev.belay.linter.rule.IdleSuppression;
import dev.belay.linter.rule.Rule;
import dev.belay.linter.rule.RuleContext;
import dev.belay.linter.rule.Subscriptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Which rule wants to see which kind of node. Safe for several threads. */
final class Dispatch {

  /** A rule's wish, with the rule's number. */
  record Handler(int rule, Class<? extends Node> kind, BiConsumer<Node, RuleContext> check) {}

  /** A rule's wish for idle suppressions, with the rule's number. */
  record IdleHandler(int rule, BiConsumer<IdleSuppression, RuleContext> check) {}

  private final List<Handler> handlers = new ArrayList<>();
  private final List<IdleHandler> idleHandlers = new ArrayList<>();
  private final Map<Class<?>, Handler[]> byKind = new ConcurrentHashMap<>();

  /** Asks the rules once; they are numbered in the order given, from 0. */
  Dispatch(List<Rule> rules) {
    for (int i = 0; i < rules.size(); i++) {
      int number = i;
      rules
          .get(i)
          .subscribe(
              new Subscriptions() {
                @Override
                public <N extends Node> void each(
                    Class<N> kind, BiConsumer<? super N, RuleContext> check) {
                  handlers.add(
                      new Handler(
                          number, kind, (node, context) -> check.accept(kind.cast(node), context)));
                }

                @Override
                public void eachIdle(BiConsumer<IdleSuppression, RuleContext> check) {
                  idleHandlers.add(new IdleHandler(number, check));
                }
              });
    }
  }

  /** The wishes for idle suppressions, in order of the rules. */
  List<IdleHandler> idleHandlers() {
    return List.copyOf(idleHandlers);
  }

  /** The wishes that a node fulfils, in order of the rules; mostly none. Not to be changed. */
  Handler[] handlersOf(Node node) {
    Handler[] known = byKind.get(node.getClass());
    return known != null
        ? known
        : byKind.computeIfAbsent(
            node.getClass(),
            kind ->
                handlers.stream()
                    .filter(h -> h.kind().isAssignableFrom(kind))
                    .toArray(Handler[]::new));
  }
}
