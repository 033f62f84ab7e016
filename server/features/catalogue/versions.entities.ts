import { Column, Entity, Index, PrimaryColumn } from 'typeorm'

/** A catalogue as somebody made it, from the first draft on; those that were live stay for ever. */
@Entity('catalogue_version')
@Index('catalogue_version_number', ['programme_id', 'number'], { unique: true })
@Index('catalogue_version_due', ['programme_id', 'state', 'publish_at'])
export class CatalogueVersionRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) programme_id!: string
  @PrimaryColumn({ type: 'varchar', length: 26 }) id!: string
  /** 1, 2, 3 … in the programme; never used again. */
  @Column({ type: 'int' }) number!: number
  /** `draft`, `in_review`, `scheduled`, `live`, `retired` or `discarded`. */
  @Column({ type: 'varchar', length: 12 }) state!: string
  /** `desk`, or `command` for what the command line made live at once. */
  @Column({ type: 'varchar', length: 12 }) source!: string
  @Column({ type: 'varchar', length: 200 }) note!: string
  /** Null for the command line. */
  @Column({ type: 'varchar', length: 26, nullable: true }) made_by!: string | null
  @Column({ type: 'datetime', precision: 3 }) made_at!: Date | string
  /** All who changed its content, by comma: none of them may approve it. */
  @Column({ type: 'text' }) editors!: string
  /** The version that it was copied from. */
  @Column({ type: 'varchar', length: 26, nullable: true }) based_on!: string | null
  /** The version that was live when it was begun, or was last brought up to date. */
  @Column({ type: 'varchar', length: 26, nullable: true }) base_live!: string | null
  /** SHA-256 of the content that was submitted, hex. */
  @Column({ type: 'varchar', length: 64, nullable: true }) content_hash!: string | null
  /** The newest request to publish it. */
  @Column({ type: 'varchar', length: 26, nullable: true }) request_id!: string | null
  /** When it is to go live; null for at once. */
  @Column({ type: 'datetime', precision: 3, nullable: true }) publish_at!: Date | string | null
  /** The refusal that stood against it when its time had come. */
  @Column({ type: 'varchar', length: 40, nullable: true }) failure!: string | null
  /** What screens call it once it is live. */
  @Column({ type: 'varchar', length: 24, nullable: true }) name!: string | null
  @Column({ type: 'datetime', precision: 3, nullable: true }) live_from!: Date | string | null
  @Column({ type: 'datetime', precision: 3, nullable: true }) retired_at!: Date | string | null
}

/** A benefit of a version, without its codes. */
@Entity('catalogue_version_benefit')
export class CatalogueVersionBenefitRow {
  @PrimaryColumn({ type: 'varchar', length: 32 }) programme_id!: string
  @PrimaryColumn({ type: 'varchar', length: 26 }) version_id!: string
  @PrimaryColumn({ type: 'varchar', length: 32 }) benefit_id!: string
  /** Its place on the screen. */
  @Column({ type: 'int' }) position!: number
  /** Its cells by the English names of their columns, empty ones left out, as JSON. */
  @Column({ type: 'text' }) content!: string
  /** The stock that was live when the row was written; null where none was. */
  @Column({ type: 'int', nullable: true }) base_stock!: number | null
}
