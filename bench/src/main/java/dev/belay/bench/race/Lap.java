package dev.belay.bench.race;

/**
 * What one process took, its children included.
 *
 * @param wall seconds from start to end
 * @param user seconds of processor time in the program
 * @param system seconds of processor time in the kernel
 * @param peak most memory that was resident, in MiB; of the largest process where there were
 *     several
 * @param exit its exit code; 128 and more where a signal ended it
 * @param results findings it wrote; -1 where it writes none
 */
record Lap(double wall, double user, double system, double peak, int exit, int results) {

  double processor() {
    return user + system;
  }
}
