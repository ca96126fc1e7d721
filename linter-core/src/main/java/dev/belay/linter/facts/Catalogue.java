package dev.belay.linter.facts;

import com.github.javaparser.ast.expr.Expression;
import com.github.javaparser.ast.expr.MethodCallExpr;
import dev.belay.linter.index.JavaType;
import dev.belay.linter.source.Methods;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is known of task APIs: which types are handles, executors and threads, which methods start,
 * wait and chain. Data, one entry a line: a {@link Role} and {@code package.Type} or {@code
 * package.Type#method}; entries hold for subtypes too. Immutable, safe for several threads.
 */
public final class Catalogue {

  private static final String OWN = "catalogue.txt";

  private final Map<Role, Set<String>> types;
  private final Map<Role, Map<String, Set<String>>> methods;

  private Catalogue(Map<Role, Set<String>> types, Map<Role, Map<String, Set<String>>> methods) {
    this.types = types;
    this.methods = methods;
  }

  /** The catalogue that comes with the program. */
  public static Catalogue standard() {
    return Standard.CATALOGUE;
  }

  /** Read once, on first use. */
  private static final class Standard {
    static final Catalogue CATALOGUE = of(ownText());
  }

  /**
   * Reads a catalogue.
   *
   * @throws IllegalArgumentException if a line is no entry, with its number from 1
   */
  public static Catalogue of(String text) {
    return new Catalogue(new EnumMap<>(Role.class), new EnumMap<>(Role.class)).plus(text);
  }

  /**
   * This catalogue with further entries, as the configuration gives them.
   *
   * @throws IllegalArgumentException if a line is no entry, with its number from 1
   */
  public Catalogue plus(String text) {
    if (text.isEmpty()) {
      return this;
    }
    Map<Role, Set<String>> allTypes = new EnumMap<>(Role.class);
    types.forEach((role, names) -> allTypes.put(role, new TreeSet<>(names)));
    Map<Role, Map<String, Set<String>>> allMethods = new EnumMap<>(Role.class);
    methods.forEach(
        (role, byName) ->
            byName.forEach((name, owners) -> ownersOf(allMethods, role, name).addAll(owners)));
    int number = 0;
    for (String line : text.lines().toList()) {
      number++;
      String entry = line.strip();
      if (entry.isEmpty() || entry.startsWith("//")) {
        continue;
      }
      int blank = blankIn(entry);
      String name = entry.substring(blank).strip();
      Optional<Role> role = Role.find(entry.substring(0, blank));
      if (role.isEmpty() || name.isEmpty() || blankIn(name) < name.length()) {
        throw new IllegalArgumentException("line " + number + ": not an entry: " + entry);
      }
      int hash = name.indexOf('#');
      if (hash < 0) {
        allTypes.computeIfAbsent(role.get(), r -> new TreeSet<>()).add(name);
      } else {
        ownersOf(allMethods, role.get(), name.substring(hash + 1)).add(name.substring(0, hash));
      }
    }
    return new Catalogue(allTypes, allMethods);
  }

  /** Where the first blank is, or the end; a pattern takes three times as long at every start. */
  private static int blankIn(String text) {
    int at = 0;
    while (at < text.length() && !Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static Set<String> ownersOf(
      Map<Role, Map<String, Set<String>>> methods, Role role, String name) {
    return methods
        .computeIfAbsent(role, r -> new HashMap<>())
        .computeIfAbsent(name, n -> new TreeSet<>());
  }

  /** Whether a type plays a part, by itself or by a supertype; false for the unknown. */
  public boolean has(Role role, JavaType type, Types known) {
    Set<String> names = types.getOrDefault(role, Set.of());
    return !names.isEmpty()
        && known.hierarchy().withSupertypes(type).stream()
            .anyMatch(t -> names.contains(t.className()));
  }

  /** Whether what a method is called on logs: a value, or the type that has static methods. */
  public boolean isLogger(Expression receiver, Types known) {
    JavaType type = known.of(receiver);
    return type.isKnown()
        ? has(Role.LOGGER, type, known)
        : known
            .expressions()
            .typeNamedBy(receiver)
            .filter(named -> has(Role.LOGGER, named, known))
            .isPresent();
  }

  /** Whether a call tells a log something, as far as the catalogue knows its receiver. */
  public boolean isLogging(MethodCallExpr call, Types known) {
    return call.getScope().filter(receiver -> isLogger(receiver, known)).isPresent();
  }

  /** Whether a type stands for a started task. */
  public boolean isHandle(JavaType type, Types known) {
    return has(Role.HANDLE, type, known) && !has(Role.NO_HANDLE, type, known);
  }

  /**
   * Whether the method that a call means plays a part. Asks for the name first: to find the method
   * may take reading other files. A static method out of sight goes by the type that the call names
   * or imports.
   */
  boolean has(Role role, MethodCallExpr call, Types known) {
    return names(role, call.getNameAsString())
        && known
            .calleeOf(call)
            .map(callee -> has(role, callee, known))
            .orElseGet(() -> hasUnseen(role, call, known));
  }

  private boolean hasUnseen(Role role, MethodCallExpr call, Types known) {
    Set<String> owners = methods.get(role).get(call.getNameAsString());
    return known.calls().ownersNamedBy(call).stream().anyMatch(owners::contains);
  }

  /** Whether some method of that name plays a part. */
  boolean names(Role role, String methodName) {
    return methods.getOrDefault(role, Map.of()).containsKey(methodName);
  }

  /** Whether a method plays a part, as its owner or its receiver declares it. */
  public boolean has(Role role, Callee callee, Types known) {
    Set<String> owners = methods.getOrDefault(role, Map.of()).get(callee.method().name());
    if (owners == null) {
      return false;
    }
    return owners.contains(callee.owner().name())
        || known.hierarchy().withSupertypes(callee.receiver()).stream()
            .anyMatch(t -> owners.contains(t.className()))
        || known.hierarchy().withSupertypes(JavaType.named(callee.owner().name())).stream()
            .anyMatch(t -> owners.contains(t.className()));
  }

  /** Canonical names of the types that play a part by themselves. */
  public Set<String> typeNames(Role role) {
    return Collections.unmodifiableSet(types.getOrDefault(role, Set.of()));
  }

  /** Simple names of the types that play a part by themselves, sorted: words for the screen. */
  public SortedSet<String> simpleTypeNames(Role role) {
    return typeNames(role).stream()
        .map(name -> name.substring(name.lastIndexOf('.') + 1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** Simple names of the methods that play a part, sorted: words for the screen. */
  public SortedSet<String> methodNames(Role role) {
    return new TreeSet<>(methods.getOrDefault(role, Map.of()).keySet());
  }

  /** The methods that play one of some parts, for the screen. */
  public Methods methods(Role... roles) {
    return Methods.named(methodOwners(roles));
  }

  /** Simple names of the types that have methods which play one of some parts, by their names. */
  public Map<String, Set<String>> methodOwners(Role... roles) {
    Map<String, Set<String>> owners = new HashMap<>();
    for (Role role : roles) {
      methods
          .getOrDefault(role, Map.of())
          .forEach(
              (name, types) ->
                  types.forEach(
                      type ->
                          owners
                              .computeIfAbsent(name, n -> new TreeSet<>())
                              .add(type.substring(type.lastIndexOf('.') + 1))));
    }
    return owners;
  }

  /** Canonical names of the types whose method of that name plays a part; may be empty. */
  Set<String> ownersOf(Role role, String methodName) {
    return Collections.unmodifiableSet(
        methods.getOrDefault(role, Map.of()).getOrDefault(methodName, Set.of()));
  }

  private static String ownText() {
    try (InputStream stream = Catalogue.class.getResourceAsStream(OWN)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("own resource unreadable: " + OWN, e);
    }
  }
}
