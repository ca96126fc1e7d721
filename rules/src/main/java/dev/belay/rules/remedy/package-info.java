/**
 * How is an orphan given an owner? Starts of tasks are read, written anew in a scope, and the scope
 * is found, opened around them or given to their class.
 */
package dev.belay.rules.remedy;
