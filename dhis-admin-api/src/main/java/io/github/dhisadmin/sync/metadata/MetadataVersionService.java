package io.github.dhisadmin.sync.metadata;

import io.github.dhisadmin.error.ConflictException;
import io.github.dhisadmin.error.InvalidRequestException;
import io.github.dhisadmin.error.NotFoundException;
import io.github.dhisadmin.error.RemoteException;
import io.github.dhisadmin.run.RunControl;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * Makes metadata versions for others to take over. What it stores, the DHIS2 on the same database
 * serves. Needs the authority {@code F_METADATA_MANAGE}. Thread safe.
 */
public interface MetadataVersionService {

  /**
   * Freezes the metadata that changed between two moments under the next name.
   *
   * @throws RemoteException if the DHIS2 here does not export them
   * @throws InvalidRequestException if they are too large to be stored as DHIS2 stores versions
   * @throws ConflictException if versions are being made or taken over already
   */
  MetadataVersion create(NewMetadataVersion version, RunControl control);

  /** All versions here, made or imported, in order. */
  List<MetadataVersion> list();

  /**
   * Writes a version that was made here, zipped, as DHIS2 answers it under {@code data.gz}.
   *
   * @param out stays open
   * @throws NotFoundException if there is no such version, or only its name was stored here
   * @throws IOException if it cannot be written
   */
  void export(String name, OutputStream out) throws IOException;
}
