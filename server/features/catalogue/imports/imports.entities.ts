import { Column, Entity, Index, PrimaryColumn } from 'typeorm'

/** A file that somebody wants in the catalogue. */
@Entity('catalogue_import')
@Index('catalogue_import_file', ['programme_id', 'file_hash'])
export class CatalogueImportRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) programme_id!: string
  @PrimaryColumn({ type: 'varchar', length: 26 }) id!: string
  /** `benefits` or `codes`. */
  @Column({ type: 'varchar', length: 8 }) kind!: string
  /** `checking`, `checked`, `refused` or `submitted`. */
  @Column({ type: 'varchar', length: 12 }) state!: string
  @Column({ type: 'varchar', length: 128 }) file_name!: string
  @Column({ type: 'int' }) file_bytes!: number
  /** SHA-256, hex. */
  @Column({ type: 'varchar', length: 64 }) file_hash!: string
  /** Null for the command line. */
  @Column({ type: 'varchar', length: 26, nullable: true }) made_by!: string | null
  @Column({ type: 'datetime', precision: 3 }) made_at!: Date | string
  /** While a check is under way: since when, so that one whose process ended is begun again. */
  @Column({ type: 'datetime', precision: 3, nullable: true }) checking_since!: Date | string | null
  @Column({ type: 'datetime', precision: 3, nullable: true }) checked_at!: Date | string | null
  /** What was live when it was checked; after that has changed, it is checked anew. */
  @Column({ type: 'varchar', length: 64 }) checked_against!: string
  /** `Summary` as JSON. */
  @Column({ type: 'text' }) summary!: string
  @Column({ type: 'datetime', precision: 3, nullable: true }) submitted_at!: Date | string | null
  @Column({ type: 'varchar', length: 26, nullable: true }) version_id!: string | null
}

/** The file itself, of benefits alone, and lists that came of its check, in pieces that any database takes. */
@Entity('catalogue_import_piece')
export class CatalogueImportPieceRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) programme_id!: string
  @PrimaryColumn({ type: 'varchar', length: 26 }) import_id!: string
  /** `file`, `problems`, `notices`, `differences` or `names`. */
  @PrimaryColumn({ type: 'varchar', length: 12 }) kind!: string
  @PrimaryColumn({ type: 'int' }) no!: number
  @Column({ type: 'blob' }) content!: Buffer
}

/** Codes that were imported and wait for a second person: sealed, and in nobody's reach. */
@Entity('staged_code')
@Index('staged_code_once', ['programme_id', 'fingerprint'])
export class StagedCodeRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) programme_id!: string
  @PrimaryColumn({ type: 'varchar', length: 26 }) import_id!: string
  @PrimaryColumn({ type: 'varchar', length: 32 }) benefit_id!: string
  /** 1, 2, 3 … in the benefit. */
  @PrimaryColumn({ type: 'int' }) no!: number
  @Column({ type: 'varchar', length: 26 }) code_id!: string
  @Column({ type: 'varchar', length: 1024 }) cipher!: string
  @Column({ type: 'varchar', length: 64 }) fingerprint!: string
  @Column({ type: 'varchar', length: 16 }) masked!: string
  @Column({ type: 'varchar', length: 32, nullable: true }) batch_id!: string | null
  @Column({ type: 'datetime', precision: 3, nullable: true }) valid_until!: Date | string | null
}
