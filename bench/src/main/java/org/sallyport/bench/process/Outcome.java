package org.sallyport.bench.process;

/// What came of asking one server for a while.
///
/// @param cpuEach CPU microseconds of the server for each answer
/// @param middle median time to an answer, in microseconds
/// @param late the time that one answer in a hundred takes longer than
record Outcome(double perSecond, double cpuEach, double middle, double late) {}
