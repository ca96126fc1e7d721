package dev.belay.linter.facts;

import dev.belay.linter.index.TypeIndex;
import dev.belay.linter.source.FileSketch;
import dev.belay.linter.source.KnownNames;
import dev.belay.linter.source.Methods;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Tells by simple names alone which calls in a file give no handle and throw no interrupt, and
 * which classes are no thread and no executor: what has another name than all of those need not be
 * looked into, and no other file be read for it. What has such a name may still be something else.
 * Immutable, safe for several threads.
 */
public final class Namesakes {

  private static final int[] NONE = {};

  /** Where names tell nothing: any may be that of a handle, a thread, an executor. */
  public static final Namesakes ANYTHING = new Namesakes(NONE, NONE, NONE, NONE, true);

  private static final List<Role> OWNED_OR_HANDLES =
      List.of(Role.HANDLE, Role.THREAD, Role.OWNED_EXECUTOR);

  private static final long MASK = 0xffff_ffffL;

  private final int[] givers;
  private final int[] open;
  private final int[] owned;
  private final int[] interrupting;
  private final boolean anything;

  private Namesakes(int[] givers, int[] open, int[] owned, int[] interrupting, boolean anything) {
    this.givers = givers;
    this.open = open;
    this.owned = owned;
    this.interrupting = interrupting;
    this.anything = anything;
  }

  /**
   * Those of the files of a project.
   *
   * @param catalogue which types are handles, threads and executors
   * @param names of the project and of all libraries that the check knows
   * @param libraries the same libraries
   */
  public static Function<FileSketch, Namesakes> of(
      Catalogue catalogue, KnownNames names, TypeIndex libraries) {
    if (OWNED_OR_HANDLES.stream()
        .flatMap(role -> catalogue.typeNames(role).stream().filter(name -> !isStandard(role, name)))
        .anyMatch(name -> libraries.find(name).isPresent())) {
      // The configuration's word on a library, whose names were gathered without it.
      return sketch -> ANYTHING;
    }
    Set<String> owned = new TreeSet<>(catalogue.simpleTypeNames(Role.THREAD));
    owned.addAll(catalogue.simpleTypeNames(Role.OWNED_EXECUTOR));
    int[] ownedTypes = names.typesBelow(owned);
    Set<String> handles = catalogue.simpleTypeNames(Role.HANDLE);
    Function<FileSketch, int[]> givers = names.called(Methods.returning(handles));
    int[] open = names.methodsReturningAnything();
    Function<FileSketch, int[]> interrupting =
        names.called(Methods.throwing(Set.of("InterruptedException")));
    return sketch ->
        sketch.isDoubtful()
            ? ANYTHING
            : new Namesakes(
                givers.apply(sketch),
                sketch.among(open),
                sketch.among(ownedTypes),
                interrupting.apply(sketch),
                false);
  }

  private static boolean isStandard(Role role, String type) {
    return Catalogue.standard().typeNames(role).contains(type);
  }

  /** Whether a call of that name in the file may give the handle of a task. */
  public boolean mayReturnHandle(String methodName) {
    return anything || contains(givers, methodName);
  }

  /** Whether a method of that name may be declared to return a type parameter. */
  public boolean mayReturnAnything(String methodName) {
    return anything || contains(open, methodName);
  }

  /** Whether a class of that simple name may be a thread or an executor. */
  public boolean mayBeOwned(String className) {
    return anything || contains(owned, className);
  }

  /** Whether a call of that name in the file, or a creation, may throw an interrupt. */
  public boolean mayThrowInterrupt(String name) {
    return anything || contains(interrupting, name);
  }

  /** Equal for those that give the same answers, but for what chance does to 64 bits. */
  public long digest() {
    return anything
        ? 0
        : (long) (31 * Arrays.hashCode(givers) + Arrays.hashCode(open)) << 32
            | 31 * Arrays.hashCode(owned) + Arrays.hashCode(interrupting) & MASK;
  }

  private static boolean contains(int[] hashes, String name) {
    return Arrays.binarySearch(hashes, FileSketch.hashOf(name)) >= 0;
  }
}
