package org.sallyport.core.intake;

import org.sallyport.core.job.Job;

/// An import, and how far it has come.
public record PeopleImport(Job job, ImportContent content) {}
