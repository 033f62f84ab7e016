import { Column, Entity, Index, PrimaryColumn } from 'typeorm'

/** Somebody who works at the desk. `programme_id` is `*` for all programmes. */
@Entity('operator')
@Index('operator_name', ['programme_id', 'name'], { unique: true })
export class OperatorRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'varchar', length: 64 }) name!: string
  /** Separated by commas. */
  @Column({ type: 'varchar', length: 64 }) roles!: string
  /** The keyed hash of the token; the token itself is kept nowhere. */
  @Column({ type: 'varchar', length: 64 }) token_fingerprint!: string
  @Column({ type: 'datetime', precision: 3 }) created_at!: Date | string
  @Column({ type: 'datetime', precision: 3, nullable: true }) disabled_at!: Date | string | null
}

/** What one operator asks and another decides. */
@Entity('request')
@Index('request_list', ['programme_id', 'state', 'id'])
export class RequestRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) id!: string
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'varchar', length: 32 }) kind!: string
  /** As the contract has it for the kind, as JSON. */
  @Column({ type: 'text' }) payload!: string
  @Column({ type: 'varchar', length: 300 }) reason!: string
  @Column({ type: 'varchar', length: 26 }) made_by!: string
  @Column({ type: 'datetime', precision: 3 }) made_at!: Date | string
  @Column({ type: 'varchar', length: 12 }) state!: string
  @Column({ type: 'varchar', length: 26, nullable: true }) decided_by!: string | null
  @Column({ type: 'datetime', precision: 3, nullable: true }) decided_at!: Date | string | null
  @Column({ type: 'varchar', length: 300, nullable: true }) decision_reason!: string | null
  /** What an approval did, or the code of what stood against it, as JSON. */
  @Column({ type: 'text', nullable: true }) result!: string | null
}

/** What was done, by whom and why. Append only. */
@Entity('audit')
@Index('audit_list', ['programme_id', 'id'])
@Index('audit_subject', ['programme_id', 'subject', 'id'])
export class AuditRow {
  @PrimaryColumn({ type: 'varchar', length: 26 }) id!: string
  @Column({ type: 'datetime', precision: 3 }) at!: Date | string
  /** Null for what was done on the command line. */
  @Column({ type: 'varchar', length: 26, nullable: true }) operator_id!: string | null
  @Column({ type: 'varchar', length: 32 }) programme_id!: string
  @Column({ type: 'varchar', length: 40 }) action!: string
  /** The request or the operator that it is about. */
  @Column({ type: 'varchar', length: 64 }) subject!: string
  @Column({ type: 'varchar', length: 300, nullable: true }) reason!: string | null
  /** What changed, before and after, as JSON. */
  @Column({ type: 'text' }) details!: string
  /** The HTTP request, as the log names it. */
  @Column({ type: 'varchar', length: 64, nullable: true }) request_id!: string | null
  @Column({ type: 'varchar', length: 64, nullable: true }) address!: string | null
}
