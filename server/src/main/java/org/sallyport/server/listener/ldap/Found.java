package org.sallyport.server.listener.ldap;

import java.util.List;
import org.sallyport.core.asking.Outcome;

/// What a search is answered, before it is told.
///
/// @param messages entries and the result
/// @param share to be given back when all of it has been told, or nobody is there any more
record Found(List<byte[]> messages, AnswerRoom.Share share, Outcome outcome) {}
